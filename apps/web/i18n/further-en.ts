/** The English messages that only single pages and dialogs need; see vite.config.ts for what `?lingui` stands for. */
const files = import.meta.glob<Record<string, unknown>>(
  ['../../../kernel/locales/en.po', '../../../modules/*/locales/en.po'],
  { eager: true, import: 'messages', query: '?lingui' },
);

export default Object.assign({}, ...Object.values(files));
