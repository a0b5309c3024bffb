import { describe, expect, it } from 'vitest';
import { price } from '../../contract/index.ts';
import { gridChanges } from './grid-rows.ts';

const { variant, product, category, price: amount, discount, minQuantity, validFrom, validTo } = price.fields;
const fields = { variant, product, category, price: amount, discount, minQuantity, validFrom, validTo };
const lion = { id: 7, title: '900001' };
const star = { id: 8, title: '900002' };
const row = { id: 1, version: 3, variant: lion, price: '5.00', minQuantity: '0', validFrom: null, validTo: null };

describe('what the grid of prices sends', () => {
  it('is nothing when nothing was changed, and for an empty line at the end', () => {
    expect(gridChanges(fields, [row], [row, { '#': 1, minQuantity: '0' }])).toEqual({
      body: { rows: [], removed: [] },
      lines: [],
    });
  });

  it('is only what was changed, in the version that was seen', () => {
    const { body } = gridChanges(fields, [row], [{ ...row, price: '6.00', validTo: '2026-12-31' }]);
    expect(body).toEqual({
      rows: [{ id: 1, version: 3, values: { price: '6.00', validTo: '2026-12-31' } }],
      removed: [],
    });
  });

  it('an emptied value is sent as empty, a new row only with what is in it', () => {
    const { body, lines } = gridChanges(
      fields,
      [{ ...row, validTo: '2026-12-31' }],
      [
        row,
        { '#': 2, variant: star, price: '2.00', minQuantity: '10' },
        { '#': 3, variant: star, price: '3.00', minQuantity: 0 },
      ],
    );
    expect(body.rows).toEqual([
      { id: 1, version: 3, values: { validTo: null } },
      { values: { variant: 8, price: '2.00', minQuantity: '10' } },
      { values: { variant: 8, price: '3.00' } },
    ]);
    expect(lines).toEqual([0, 1, 2]);
  });

  it('a price for another article is another price; a line taken out is removed', () => {
    expect(gridChanges(fields, [row], [{ ...row, variant: star }]).body).toEqual({
      rows: [{ values: { variant: 8, price: '5.00', minQuantity: '0' } }],
      removed: [{ id: 1, version: 3 }],
    });
    expect(gridChanges(fields, [row], []).body).toEqual({ rows: [], removed: [{ id: 1, version: 3 }] });
  });
});
