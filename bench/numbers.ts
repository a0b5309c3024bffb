/** The beginning of a statement: `numbers.n` is 0 … count − 1, of at most a million. */
export function numbers(count: number): string {
  const digits =
    '(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';
  const terms = Array.from({ length: 6 }, (_, n) => `t${n}.d * ${10 ** n}`).join(' + ');
  const tables = Array.from({ length: 6 }, (_, n) => `${digits} t${n}`).join(', ');
  return `WITH numbers AS (SELECT ${terms} AS n FROM ${tables} WHERE ${terms} < ${count})`;
}
