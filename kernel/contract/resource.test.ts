import { describe, expect, expectTypeOf, it } from 'vitest';
import { type AnyResource, defineResource, eventOf, f, permissionsOf, type Row, type WireRow } from './index.ts';

const order = defineResource({
  name: 'sales.order',
  path: 'sales/orders',
  title: 'number',
  fields: {
    number: f.text({ readOnly: true }),
    customer: f.ref('party.customer', { required: true }),
    state: f.state(['draft', 'confirmed', 'canceled']),
    margin: f.money({ readOnly: true, read: 'sales.order:margin' }),
    lines: f.lines({
      product: f.ref('catalog.variant', { required: true }),
      quantity: f.quantity({ required: true }),
      price: f.money(),
    }),
  },
  verbs: {
    confirm: { from: ['draft'], to: 'confirmed' },
    cancel: { from: ['draft', 'confirmed'], to: 'canceled', input: { reason: f.text({ required: true, min: 3 }) } },
    print: {},
  },
});

describe('defineResource', () => {
  it('infers stored and wire types from the declaration', () => {
    expectTypeOf<Row<typeof order>['customer']>().toEqualTypeOf<number>();
    expectTypeOf<Row<typeof order>['margin']>().toEqualTypeOf<number | null>();
    expectTypeOf<Row<typeof order>['state']>().toEqualTypeOf<'draft' | 'confirmed' | 'canceled'>();
    expectTypeOf<Row<typeof order>['lines'][number]['quantity']>().toEqualTypeOf<number>();
    expectTypeOf<WireRow<typeof order>['margin']>().toEqualTypeOf<string | null>();
  });

  it('derives permissions for operations, verbs and sensitive fields (PRD-PRM-01, PRD-PRM-02, PRD-PRM-03)', () => {
    expect(permissionsOf(order as unknown as AnyResource).sort()).toEqual([
      'sales.order:cancel',
      'sales.order:confirm',
      'sales.order:create',
      'sales.order:delete',
      'sales.order:margin',
      'sales.order:print',
      'sales.order:read',
      'sales.order:update',
    ]);
  });

  it('names events after the state a verb leads to', () => {
    expect(eventOf(order as unknown as AnyResource, 'confirm')).toBe('sales.order.confirmed');
    expect(eventOf(order as unknown as AnyResource, 'print')).toBe('sales.order.print');
  });
});
