import { describe, expect, it } from 'vitest';
import { asChosen, besideMatrix, cellReader, everything, matrixRows, toggled } from './matrix-cells.ts';

const values = (...codes: string[]) => codes.map((code) => ({ code, name: code.toLowerCase() }));
const axes = [
  { id: 1, code: 'finish', name: 'Oberfläche', values: values('BE', 'BL') },
  { id: 2, code: 'side', name: 'Seite', values: values('L', 'R') },
  { id: 3, code: 'size', name: 'Größe', values: values('S', 'M') },
];
const variant = (id: number, attributes: Record<number, string>) => ({
  id,
  sku: `V${id}`,
  state: 'active',
  attributes,
});
const there = variant(1, { 1: 'BE', 2: 'L', 3: 'S' });
const beside = variant(2, { 1: 'BE' });

describe('the matrix', () => {
  it('has a row for each combination of all axes but the last', () => {
    const { rows, isCut } = matrixRows(axes);
    expect(rows.map(({ key }) => key)).toEqual(['BE-L', 'BE-R', 'BL-L', 'BL-R']);
    expect(isCut).toBe(false);
    expect(matrixRows(axes.slice(2)).rows).toEqual([{ key: '', values: [] }]);
  });

  it('shows what is there, what would be made and what would not', () => {
    const choice = toggled(everything(axes), 1, 'BL');
    const read = cellReader(axes, [there, beside], choice);
    const [first, , third] = matrixRows(axes).rows;
    expect(first && read(first, 'S')).toEqual({ kind: 'there', variant: there });
    expect(first && read(first, 'M')).toEqual({ kind: 'missing' });
    expect(third && read(third, 'S')).toEqual({ kind: 'off' });
    expect(besideMatrix(axes, [there, beside])).toEqual([beside]);
  });

  it('sends only axes of which something is chosen', () => {
    const none = toggled(toggled(everything(axes), 2, 'L'), 2, 'R');
    expect(asChosen(none)).toEqual([
      { attribute: 1, values: ['BE', 'BL'] },
      { attribute: 3, values: ['S', 'M'] },
    ]);
  });
});
