import type { SeededRandom } from './seeded-random.ts';

/** Numbers that the reference material names; generated rows never get them. */
const reservedNumbers = ['503011', '912859', '910669', '803721', '731671', '807130', '206627'] as const;

const reservedBaseSkus = ['11400', '10877', 'KS-17', '4108W', '9305BUE'] as const;

/** Draws new article numbers (`Nummer`): six digits, seven for data sets of more than 300,000 rows. */
export function openNumberPool(size: number, random: SeededRandom): () => string {
  const taken = new Set<string>(reservedNumbers);
  const [low, high] = size > 300_000 ? [1_000_000, 9_899_999] : [200_000, 989_999];
  return () => drawUnique(taken, () => String(random.integer(low, high)));
}

/** Draws new base numbers of the old scheme: "11400", "4108W", "9305BUE", "KS-17". */
export function openBaseSkuPool(size: number, random: SeededRandom): () => string {
  const taken = new Set<string>(reservedBaseSkus);
  // Never six digits, so that no base number is an article number.
  const [lowest, highest] = size > 4_000 ? [10_000_000, 99_999_999] : [10_000, 19_999];
  return () => drawUnique(taken, () => drawBaseSku(lowest, highest, random));
}

function drawBaseSku(lowest: number, highest: number, random: SeededRandom): string {
  const scheme = random.next();
  if (scheme < 0.08) return `${random.integer(1_000, 9_999)}${random.pick(['W', 'G', 'K', 'S'])}`;
  if (scheme < 0.12) return `${random.integer(1_000, 9_999)}BUE`;
  if (scheme < 0.2) return `${random.pick(['KS', 'WM', 'RI', 'OST', 'MÄ'])}-${random.integer(1, 999)}`;
  return String(scheme < 0.3 ? random.integer(1_000, 9_999) : random.integer(lowest, highest));
}

function drawUnique(taken: Set<string>, draw: () => string): string {
  for (let attempt = 0; attempt < 10_000; attempt++) {
    const value = draw();
    if (taken.has(value)) continue;
    taken.add(value);
    return value;
  }
  throw new RangeError('the data set is larger than its number range');
}
