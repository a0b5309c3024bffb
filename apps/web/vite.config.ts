import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const server = `http://127.0.0.1:${process.env.KONTOR_PORT ?? '8080'}`;

export default defineConfig({
  root: here,
  plugins: [react(), lingui({ configPath: `${here}lingui.config.ts`, failOnCompileError: true })],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // The page is served with a strict content security policy: no inlined fonts, no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    // The host stays as the browser sent it: the server compares it with where the request comes from.
    proxy: Object.fromEntries(
      ['/api', '/socket.io', '/livez'].map((path) => [path, { target: server, ws: true, changeOrigin: false }]),
    ),
  },
});
