import { describe, expect, it } from 'vitest';
import { type AnyResource, defineResource, f } from '../../contract/index.ts';
import { layoutOf } from './field-layout.ts';

const order = defineResource({
  name: 'sales.order',
  path: 'sales/orders',
  title: 'number',
  fields: {
    number: f.text({ readOnly: true }),
    state: f.state(['draft']),
    note: f.text(),
    street: f.text({ group: 'address' }),
    country: f.text({ readOnly: true, group: 'address' }),
    total: f.money({ readOnly: true, group: 'totals' }),
    postedAt: f.dateTime({ readOnly: true }),
    margin: f.money({ readOnly: true, read: 'sales.order:margin' }),
    lines: f.lines({ quantity: f.quantity() }),
  },
}) as unknown as AnyResource;

const names = (fields: readonly (readonly [string, unknown])[]) => fields.map(([name]) => name);

describe('layoutOf', () => {
  const layout = layoutOf(order, { groups: ['address'], hidden: ['note'] }, (name) => name !== 'margin');

  it('stands what can be entered in groups, what follows from it beside them, lines below', () => {
    expect(layout.groups.map(({ name, fields }) => [name, names(fields)])).toEqual([
      ['address', ['street', 'country']],
    ]);
    expect(names(layout.facts)).toEqual(['total', 'postedAt']);
    expect(names(layout.lines)).toEqual(['lines']);
  });

  it('leaves out what the header shows, what is hidden and what the reader may not see', () => {
    const all = [...layout.groups.flatMap(({ fields }) => names(fields)), ...names(layout.facts)];
    expect(all).not.toEqual(expect.arrayContaining(['number']));
    for (const name of ['number', 'state', 'note', 'margin']) expect(all).not.toContain(name);
  });

  it('stands the facts of a record in which nothing can be entered in the middle of its page', () => {
    const movement = defineResource({
      name: 'stock.movement',
      path: 'stock/movements',
      title: 'number',
      fields: {
        number: f.text({ readOnly: true }),
        quantity: f.quantity({ readOnly: true }),
        source: f.text({ readOnly: true, group: 'origin' }),
      },
    }) as unknown as AnyResource;
    const shown = layoutOf(movement, { groups: [], hidden: [] }, () => true);
    expect(shown.groups.map(({ name, fields }) => [name, names(fields)])).toEqual([
      ['', ['quantity']],
      ['origin', ['source']],
    ]);
    expect(shown.facts).toEqual([]);
  });
});
