import type { ChosenAxis, VariantMatrix } from '../../contract/matrix.ts';

type Axis = VariantMatrix['axes'][number];
type MatrixVariant = VariantMatrix['variants'][number];

/** Which values of each axis are chosen for generating, by the axis' id. */
export type Choice = ReadonlyMap<number, ReadonlySet<string>>;

export const everything = (axes: readonly Axis[]): Choice =>
  new Map(axes.map(({ id, values }) => [id, new Set(values.map(({ code }) => code))]));

export function toggled(choice: Choice, axis: number, code: string): Choice {
  const codes = new Set(choice.get(axis));
  if (!codes.delete(code)) codes.add(code);
  return new Map([...choice, [axis, codes]]);
}

/** As the server wants it; axes of which nothing is chosen take no part. */
export const asChosen = (choice: Choice): ChosenAxis[] =>
  [...choice].flatMap(([attribute, codes]) => (codes.size > 0 ? [{ attribute, values: [...codes] }] : []));

/** One row of the grid: a value for each axis but the last. */
export interface MatrixRow {
  key: string;
  values: { axis: number; code: string; name: string }[];
}

const mostRows = 200;

/** The rows that the axes but the last span, at most as many as a page can show. */
export function matrixRows(axes: readonly Axis[]): { rows: MatrixRow[]; isCut: boolean } {
  let rows: MatrixRow['values'][] = [[]];
  for (const { id, values } of axes.slice(0, -1)) {
    rows = rows
      .flatMap((row) => values.map(({ code, name }) => [...row, { axis: id, code, name }]))
      .slice(0, mostRows + 1);
  }
  return {
    rows: rows.slice(0, mostRows).map((values) => ({ key: values.map(({ code }) => code).join('-'), values })),
    isCut: rows.length > mostRows,
  };
}

/** What stands at a place: a variant, a gap that would be filled, or a gap that stays. */
export type MatrixCell = { kind: 'there'; variant: MatrixVariant } | { kind: 'missing' } | { kind: 'off' };

/** Looks a place up by its values; a variant that lacks an axis lies beside the matrix. */
export function cellReader(axes: readonly Axis[], variants: readonly MatrixVariant[], choice: Choice) {
  const keyOf = (codes: readonly (string | undefined)[]) => codes.join('\n');
  const known = new Map(
    variants
      .filter(({ attributes }) => axes.every(({ id }) => attributes[id] !== undefined))
      .map((variant) => [keyOf(axes.map(({ id }) => variant.attributes[id])), variant]),
  );
  return (row: MatrixRow, last: string): MatrixCell => {
    const codes = [...row.values.map(({ code }) => code), last];
    const variant = known.get(keyOf(codes));
    if (variant) return { kind: 'there', variant };
    return axes.every(({ id }, index) => choice.get(id)?.has(codes[index] ?? ''))
      ? { kind: 'missing' }
      : { kind: 'off' };
  };
}

/** Variants of the family that have no place on all of its axes. */
export const besideMatrix = (axes: readonly Axis[], variants: readonly MatrixVariant[]): MatrixVariant[] =>
  variants.filter(({ attributes }) => axes.some(({ id }) => attributes[id] === undefined));
