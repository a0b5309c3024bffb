const separator = '; ';
const needsQuotes = /[;"]/;
const piece = /\s*(?:"((?:[^"]|"")*)"|([^;]*))\s*(?:;|$)/y;

/** Titles of several records in one cell: `Löwe; "Bär; groß"`. */
export const joinTitles = (titles: readonly string[]): string =>
  titles.map((title) => (needsQuotes.test(title) ? `"${title.replaceAll('"', '""')}"` : title)).join(separator);

/** The inverse of {@link joinTitles}; blank pieces are left out. */
export function splitTitles(text: string): string[] {
  const titles: string[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < text.length) {
    const match = piece.exec(text);
    // Text behind a closing quote: not written by us, so the whole cell is one title.
    if (!match) return [text];
    const title = match[1] !== undefined ? match[1].replaceAll('""', '"') : (match[2] ?? '').trim();
    if (title) titles.push(title);
  }
  return titles;
}
