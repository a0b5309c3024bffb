/** Medians and ratios: what carries over from one noisy minute to the next (quality bar §6). */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export interface Result {
  name: string;
  value: number;
  unit: string;
  /** `>=` or `<=` and the bar; absent where the figure is for information. */
  bar?: ['>=' | '<=', number];
  detail?: string;
}

export const passes = ({ value, bar }: Result): boolean =>
  !bar || (bar[0] === '>=' ? value >= bar[1] : value <= bar[1]);

export function printResult(result: Result): void {
  const { name, value, unit, bar, detail } = result;
  const figure = `${Number.isInteger(value) ? value : value.toFixed(2)} ${unit}`.padEnd(26);
  const verdict = bar ? `${passes(result) ? 'ok  ' : 'MISS'} (${bar[0]} ${bar[1]})` : 'info';
  console.log(`${name.padEnd(62)} ${figure} ${verdict}${detail ? `  ${detail}` : ''}`);
}
