import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const server = `http://127.0.0.1:${process.env.KONTOR_PORT ?? '8080'}`;

/** Sentences of errors come from the server in the reader's language; in the browser they would only be weight. */
const withoutErrors: Plugin = {
  name: 'messages-without-errors',
  enforce: 'post',
  transform: {
    filter: { id: /\.po$/ },
    handler(code) {
      const compiled = /JSON\.parse\((".*")\)/s.exec(code)?.[1];
      if (!compiled) return this.error('a catalogue is not compiled as expected');
      const messages = JSON.parse(JSON.parse(compiled) as string) as Record<string, unknown>;
      const kept = Object.entries(messages).filter(([id]) => !id.startsWith('error.'));
      return { code: `export const messages = ${JSON.stringify(Object.fromEntries(kept))};`, map: null };
    },
  },
};

/** What every page needs, in one chunk: fewer requests, and it compresses better together. */
const everyPage =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@lingui|@tanstack\/(react-)?(router|router-core|query|query-core|history|store))\//;

export default defineConfig({
  root: here,
  plugins: [react(), lingui({ configPath: `${here}lingui.config.ts`, failOnCompileError: true }), withoutErrors],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // The page is served with a strict content security policy: no inlined fonts, no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'every-page', test: everyPage }] } } },
  },
  server: {
    host: '127.0.0.1',
    // The host stays as the browser sent it: the server compares it with where the request comes from.
    proxy: Object.fromEntries(
      ['/api', '/socket.io', '/livez'].map((path) => [path, { target: server, ws: true, changeOrigin: false }]),
    ),
  },
});
