import type { Messages } from '@lingui/core';
import type { Catalogue } from './load-language.ts';

const frame = import.meta.glob<Record<string, unknown>>(
  [
    '../../../kernel/locales/de.po',
    '../../../kernel/web/locales/de.po',
    '../locales/de.po',
    '../../../modules/*/locales/de.po',
  ],
  { eager: true, import: 'messages' },
);
const lists = import.meta.glob<Messages>('../../../modules/*/locales/de.po', {
  import: 'messages',
  query: '?lists?lingui',
});

/** What is said in German; see messages-in-parts.ts for what the queries stand for. */
export const catalogue: Catalogue = {
  frame: Object.assign({}, ...Object.values(frame)),
  lists: async (module) => (await lists[`../../../modules/${module}/locales/de.po`]?.()) ?? {},
  further: () => import('./further-de.ts').then((file) => file.default),
};
