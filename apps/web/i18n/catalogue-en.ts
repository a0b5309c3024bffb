import type { Messages } from '@lingui/core';
import type { Catalogue } from './load-language.ts';

const frame = import.meta.glob<Record<string, unknown>>(
  [
    '../../../kernel/locales/en.po',
    '../../../kernel/web/locales/en.po',
    '../locales/en.po',
    '../../../modules/*/locales/en.po',
  ],
  { eager: true, import: 'messages' },
);
const lists = import.meta.glob<Messages>('../../../modules/*/locales/en.po', {
  import: 'messages',
  query: '?lists?lingui',
});

/** What is said in English; see messages-in-parts.ts for what the queries stand for. */
export const catalogue: Catalogue = {
  frame: Object.assign({}, ...Object.values(frame)),
  lists: async (module) => (await lists[`../../../modules/${module}/locales/en.po`]?.()) ?? {},
  further: () => import('./further-en.ts').then((file) => file.default),
};
