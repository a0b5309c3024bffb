/** All that is said in German beside the frame; see messages-in-parts.ts for what `?lingui` stands for. */
const files = import.meta.glob<Record<string, unknown>>(
  ['../../../kernel/locales/de.po', '../../../kernel/web/locales/de.po', '../../../modules/*/locales/de.po'],
  { eager: true, import: 'messages', query: '?lingui' },
);

export default Object.assign({}, ...Object.values(files));
