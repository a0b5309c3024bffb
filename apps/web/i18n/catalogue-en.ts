/** The English messages that every list needs, in one chunk. */
const files = import.meta.glob<Record<string, unknown>>(
  [
    '../../../kernel/locales/en.po',
    '../../../kernel/web/locales/en.po',
    '../locales/en.po',
    '../../../modules/*/locales/en.po',
  ],
  { eager: true, import: 'messages' },
);

export default Object.assign({}, ...Object.values(files));
