import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { messagesInParts } from './i18n/messages-in-parts.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const server = `http://127.0.0.1:${process.env.KONTOR_PORT ?? '8080'}`;

/** What every page needs, in one chunk: fewer requests, and it compresses better together. */
const everyPage = /node_modules\/(react|react-dom|scheduler|@lingui|@tanstack\/(react-query|query-core))\//;

/**
 * What the frame around the pages and every list share. Left to itself the bundler cuts it into fifty files, one for each
 * set of pages that share something: more requests, and 20 kB more on the way, since small files compress badly.
 */
const parts = `parts/(?!MenuPopup|PopoverPopup|TipLayer)|dialogs/(?:dialogs|notify|DialogHost)`;
const frame = new RegExp(
  `kernel/web/(?:api|i18n|navigation|realtime|fields|registry|lazy|stored|${parts})|@tabler/icons-react/`,
);

export default defineConfig({
  root: here,
  plugins: [react(), lingui({ configPath: `${here}lingui.config.ts`, failOnCompileError: true }), messagesInParts],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // The page is served with a strict content security policy: no inlined fonts, no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'every-page', test: everyPage, priority: 2 },
            { name: 'frame', test: frame, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // The host stays as the browser sent it: the server compares it with where the request comes from.
    proxy: Object.fromEntries(
      ['/api', '/socket.io', '/livez'].map((path) => [path, { target: server, ws: true, changeOrigin: false }]),
    ),
  },
});
