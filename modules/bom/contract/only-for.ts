/** A condition of a BOM line: for every attribute named, the variant has one of the values. */
export type OnlyFor = ReadonlyMap<string, ReadonlySet<string>>;

const part = /^\s*([^=;|]+?)\s*=\s*([^=;]+?)\s*$/;

/**
 * `FINISH=BE|BM;SIZE=L` → attribute codes with the codes of their values. Empty text holds for every variant (an empty
 * map); null where the text does not follow the grammar or names an attribute twice.
 */
export function parseOnlyFor(text: string | null): OnlyFor | null {
  const found = new Map<string, ReadonlySet<string>>();
  for (const one of (text ?? '').split(';')) {
    if (one.trim() === '') continue;
    const [, attribute, values] = part.exec(one) ?? [];
    const codes = (values ?? '').split('|').map((value) => value.trim());
    if (attribute === undefined || found.has(attribute) || codes.includes('')) return null;
    found.set(attribute, new Set(codes));
  }
  return found;
}

/** One way to write a condition, so that equal conditions are equal texts. */
export const writeOnlyFor = (condition: OnlyFor): string | null =>
  condition.size === 0 ? null : [...condition].map(([code, values]) => `${code}=${[...values].join('|')}`).join(';');

/** Does a variant with these values (by code of the attribute) meet the condition? What it has no value for, it does not meet. */
export const holdsFor = (condition: OnlyFor, values: ReadonlyMap<string, string>): boolean =>
  [...condition].every(([code, wanted]) => wanted.has(values.get(code) ?? ''));
