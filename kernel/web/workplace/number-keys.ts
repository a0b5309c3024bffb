/** The value of a number pad after a key: decimals as on the wire, with a dot. */
export function afterKey(value: string, key: string, decimals: number, isFresh: boolean): string {
  if (key === 'clear') return '';
  if (key === 'back') return isFresh ? '' : value.slice(0, -1);
  const base = isFresh ? '' : value;
  if (key === '.') return decimals === 0 || base.includes('.') ? base : `${base === '' ? '0' : base}.`;
  const next = base === '0' ? key : base + key;
  const [whole = '', part = ''] = next.split('.');
  return whole.length > 9 || part.length > decimals ? base : next;
}

/** A value while it is typed, as a decimal of the wire; null where it is none yet. */
export const asDecimal = (value: string): string | null =>
  /^\d+(\.\d*)?$/.test(value) ? value.replace(/\.$/, '') : null;
