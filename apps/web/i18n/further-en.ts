/** All that is said in English beside the frame; see messages-in-parts.ts for what `?lingui` stands for. */
const files = import.meta.glob<Record<string, unknown>>(
  ['../../../kernel/locales/en.po', '../../../kernel/web/locales/en.po', '../../../modules/*/locales/en.po'],
  { eager: true, import: 'messages', query: '?lingui' },
);

export default Object.assign({}, ...Object.values(files));
