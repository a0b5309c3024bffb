/** Parameters of a page's URL: plain texts, spelled as in the HTTP interface, so that links can be read and written by hand. */
export type SearchParams = Record<string, string>;

export function parseSearch(text: string): SearchParams {
  const found: SearchParams = {};
  for (const [name, value] of new URLSearchParams(text)) found[name] = value;
  return found;
}

/** Empty and undefined parameters are left out; brackets and commas stay readable. */
export function stringifySearch(params: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '') search.append(name, String(value));
  }
  const text = search.toString().replace(/%5B/g, '[').replace(/%5D/g, ']').replace(/%2C/g, ',');
  return text ? `?${text}` : '';
}
