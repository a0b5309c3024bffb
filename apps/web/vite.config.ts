import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { isFirstMessage } from './i18n/first-messages.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const server = `http://127.0.0.1:${process.env.KONTOR_PORT ?? '8080'}`;

/**
 * Cuts each catalogue in two: `de.po` has what the first list needs, `de.po?lingui` (the one query that the plugin before
 * takes for a catalogue) the rest. Sentences of errors come from the server; in the browser they would only be weight.
 */
const messagesInTwo: Plugin = {
  name: 'messages-in-two',
  enforce: 'post',
  transform: {
    filter: { id: /\.po(\?lingui)?$/ },
    handler(code, id) {
      const compiled = /JSON\.parse\((".*")\)/s.exec(code)?.[1];
      if (!compiled) return this.error('a catalogue is not compiled as expected');
      const messages = JSON.parse(JSON.parse(compiled) as string) as Record<string, unknown>;
      const isFurther = id.endsWith('?lingui');
      const kept = Object.entries(messages).filter(
        ([name]) => !name.startsWith('error.') && isFirstMessage(name) !== isFurther,
      );
      return { code: `export const messages = ${JSON.stringify(Object.fromEntries(kept))};`, map: null };
    },
  },
};

/** What every page needs, in one chunk: fewer requests, and it compresses better together. */
const everyPage =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@lingui|@tanstack\/(react-)?(router|router-core|query|query-core|history|store))\//;

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
  plugins: [react(), lingui({ configPath: `${here}lingui.config.ts`, failOnCompileError: true }), messagesInTwo],
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
