/** The German messages that every list needs, in one chunk. */
const files = import.meta.glob<Record<string, unknown>>(
  [
    '../../../kernel/locales/de.po',
    '../../../kernel/web/locales/de.po',
    '../locales/de.po',
    '../../../modules/*/locales/de.po',
  ],
  { eager: true, import: 'messages' },
);

export default Object.assign({}, ...Object.values(files));
