/** GTIN-8, -12, -13 or -14 with a right check digit (weights 3 and 1 alternate, beginning at the digit before the last). */
export function isGtin(code: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(code)) return false;
  const digits = [...code].map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 1 ? 3 : 1), 0);
  return sum % 10 === 0;
}

const lengths = [8, 12, 13, 14];

/** A GTIN in its longest spelling: `036000291452` and `0036000291452` are one. Any other code stays as it is. */
export const gtinKey = (code: string): string => (isGtin(code) ? code.padStart(14, '0') : code);

/** All spellings under which a code of this key may be stored. */
export function spellingsOf(key: string): string[] {
  if (!isGtin(key)) return [key];
  const digits = key.replace(/^0+/, '');
  return lengths.filter((length) => length >= digits.length).map((length) => digits.padStart(length, '0'));
}
