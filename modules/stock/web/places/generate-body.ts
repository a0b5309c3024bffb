export const levelNames = ['zone', 'rack', 'bay', 'shelf', 'bin'] as const;

/** A level as it is typed; without numbers there is none. */
export interface LevelEntry {
  mark: string;
  from: string;
  to: string;
  digits: string;
}

const none = (mark: string): LevelEntry => ({ mark, from: '', to: '', digits: '2' });
const numbered = (mark: string, to: string): LevelEntry => ({ mark, from: '1', to, digits: '2' });

/** One rack as most are: bays and shelves. */
export const startingLevels: readonly LevelEntry[] = [
  none('Z'),
  numbered('R', '1'),
  numbered('F', '4'),
  numbered('B', '3'),
  none('P'),
];

interface Entered {
  warehouse: number;
  parent: number | undefined;
  prefix: string;
  levels: readonly LevelEntry[];
  purpose: unknown;
  maxBoxes: unknown;
}

const number = (text: string): number | null => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null);

/** What the server is asked; null while a level is incomplete or there is none. */
export function bodyOf({ warehouse, parent, prefix, levels, purpose, maxBoxes }: Entered): object | null {
  const used = levels.flatMap((entry, index) => {
    const { mark, from, to, digits } = entry;
    if (from.trim() === '' && to.trim() === '') return [];
    return [
      { level: levelNames[index], mark: mark.trim(), from: number(from), to: number(to), digits: number(digits) },
    ];
  });
  const isWhole = used.every(
    ({ from, to, digits }) =>
      from !== null && to !== null && to >= from && digits !== null && digits >= 1 && digits <= 4,
  );
  if (used.length === 0 || !isWhole) return null;
  return {
    warehouse,
    ...(parent !== undefined && { parent }),
    ...(prefix.trim() && { prefix: prefix.trim() }),
    levels: used,
    ...(typeof purpose === 'string' && { purpose }),
    ...(typeof maxBoxes === 'number' && maxBoxes > 0 && { maxBoxes }),
  };
}
