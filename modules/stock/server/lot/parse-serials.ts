import type { ErrorParams } from '#kernel/contract/index.ts';

/** Most serial numbers of one document. */
export const mostSerials = 20_000;
/** As long as a lot's number may be. */
export const longestNumber = 60;

export interface Serials {
  numbers: readonly string[];
  /** What is wrong with the text, as an error of the module. */
  fault?: { code: string; params: ErrorParams };
}

const parts = /^(.*?)(\d+)$/;

/** A number's beginning and the digits it ends with. */
function endOf(text: string): { prefix: string; digits: string } | null {
  const [, prefix = '', digits = ''] = parts.exec(text) ?? [];
  return digits === '' ? null : { prefix, digits };
}

interface Range {
  from: string;
  to: string;
}

/**
 * Where a range is meant: `1001..1050` and `1001 - 1050` always; a dash alone (`SN01-SN50`) between numbers that repeat
 * their letters, for serial numbers contain dashes themselves.
 */
function rangeIn(text: string): Range | null {
  const said = /^(.+?)(?:\s*\.\.\s*|\s+[-–]\s+|\s*–\s*)(.+)$/.exec(text);
  if (said) return { from: said[1] ?? '', to: said[2] ?? '' };
  for (let at = text.indexOf('-'); at > 0; at = text.indexOf('-', at + 1)) {
    const [from, to] = [text.slice(0, at), text.slice(at + 1)];
    const [a, b] = [endOf(from), endOf(to)];
    if (a && b && a.prefix !== '' && a.prefix === b.prefix) return { from, to };
  }
  return null;
}

function expand({ from, to }: Range, most: number): Serials {
  const [a, b] = [endOf(from), endOf(to)];
  const unclear = { numbers: [], fault: { code: 'stock.serialRangeUnclear', params: { range: `${from} – ${to}` } } };
  if (!a || !b || a.prefix !== b.prefix) return unclear;
  const [first, last] = [BigInt(a.digits), BigInt(b.digits)];
  if (last < first) return unclear;
  if (last - first >= BigInt(most)) return tooMany;
  const numbers: string[] = [];
  for (let n = first; n <= last; n++) numbers.push(a.prefix + String(n).padStart(a.digits.length, '0'));
  return { numbers };
}

const tooMany: Serials = { numbers: [], fault: { code: 'stock.tooManySerials', params: { most: mostSerials } } };

/** `SN0001-SN0100, X7` → the hundred and one numbers, in their order; nothing where the text is at fault. */
export function parseSerials(text: string): Serials {
  const numbers: string[] = [];
  for (const part of text.split(/[,;\n\t]/)) {
    const entry = part.trim();
    if (entry === '') continue;
    const range = rangeIn(entry);
    const found: Serials = range ? expand(range, mostSerials) : { numbers: [entry] };
    if (found.fault) return found;
    for (const number of found.numbers) numbers.push(number);
    if (numbers.length > mostSerials) return tooMany;
  }
  const long = numbers.find(({ length }) => length > longestNumber);
  if (long) return { numbers: [], fault: { code: 'stock.lotNumberTooLong', params: { max: longestNumber } } };
  const twice = firstTwice(numbers);
  if (twice) return { numbers: [], fault: { code: 'stock.serialTwice', params: { lot: twice } } };
  return { numbers };
}

export function firstTwice(numbers: Iterable<string>): string | undefined {
  const seen = new Set<string>();
  for (const number of numbers) {
    if (seen.has(number)) return number;
    seen.add(number);
  }
  return undefined;
}
