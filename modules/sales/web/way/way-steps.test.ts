import { describe, expect, it } from 'vitest';
import { type AnyResource, defineResource, f } from '#kernel/contract/index.ts';
import { delivery, salesOrder } from '../../contract/index.ts';
import { wayStepsFrom } from './way-steps.ts';

const creditNote = defineResource({
  name: 'invoicing.creditNote',
  path: 'invoicing/credit-notes',
  title: 'number',
  fields: {
    number: f.text(),
    state: f.state(['draft', 'posted']),
    ofOrder: f.ref('sales.order', { filter: true }),
    order: f.ref('sales.order'),
  },
});
const note = defineResource({
  name: 'crm.note',
  path: 'crm/notes',
  title: 'text',
  fields: { text: f.text(), order: f.ref('sales.order', { list: true }) },
});

describe('wayStepsFrom', () => {
  it('finds every document that names the order and can be listed by it', () => {
    const resources = [salesOrder, delivery, creditNote, note] as unknown as AnyResource[];
    expect(wayStepsFrom(resources, 'sales.order').map(({ resource, field }) => [resource.name, field])).toEqual([
      ['sales.delivery', 'order'],
      ['invoicing.creditNote', 'ofOrder'],
    ]);
  });
});
