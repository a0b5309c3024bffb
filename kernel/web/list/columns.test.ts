import { describe, expect, it } from 'vitest';
import { type AnyResource, defineResource, type Fields, f } from '../../contract/index.ts';
import { flexibleColumn, possibleColumns, shownColumns, spreadWidths } from './columns.ts';

const order: AnyResource = defineResource<string, Fields>({
  name: 'test.order',
  path: 'test/orders',
  title: 'number',
  fields: {
    number: f.text({ list: true }),
    customer: f.ref('test.customer', { list: true }),
    place: f.ref('test.place', { list: true }),
    cost: f.money({ list: true, read: 'test.order:cost' }),
    note: f.longText(),
    requestedDeliveryDate: f.date({ filter: true }),
  },
});
const names = (columns: readonly { name: string }[]) => columns.map(({ name }) => name);

describe('the columns of a list', () => {
  const possible = possibleColumns(
    order,
    (permission) => permission !== 'test.order:cost',
    (field) => field,
  );

  it('PRD-PRM-02 leave out what the reader may not see, and what is not declared for lists', () => {
    expect(names(possible)).toEqual(['number', 'customer', 'place', 'requestedDeliveryDate', 'createdAt', 'updatedAt']);
    expect(names(shownColumns(possible, undefined))).toEqual(['number', 'customer', 'place']);
    expect(names(shownColumns(possible, ['createdAt', 'gone']))).toEqual(['number', 'createdAt']);
  });

  it('are as wide as their headings', () => {
    expect(possible.find(({ name }) => name === 'requestedDeliveryDate')?.width).toBeGreaterThan(150);
  });

  it('share the room of a wide screen: references first, the rest is for the flexible one', () => {
    const shown = shownColumns(possible, undefined);
    expect(flexibleColumn(shown)).toBe('customer');
    const narrow = shown.map(({ width }) => width);
    expect(spreadWidths(shown, 'customer', 100)).toEqual(narrow);
    const [number = 0, customer = 0, place = 0] = narrow;
    expect(spreadWidths(shown, 'customer', 5_000)).toEqual([number, customer, place + 140]);
    expect(spreadWidths(shown, 'customer', number + customer + place + 100)).toEqual([number, customer, place + 50]);
  });
});
