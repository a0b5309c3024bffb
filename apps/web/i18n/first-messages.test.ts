import { describe, expect, it } from 'vitest';
import { isFirstMessage } from './first-messages.ts';

describe('isFirstMessage', () => {
  it.each([
    'web.list.search',
    'module.sales',
    'job.legacy.import.families.read',
    'sales.order',
    'sales.order.plural',
    'sales.order.empty',
    'sales.order.field.customer',
    'sales.order.value.state.draft',
    'sales.order.verb.confirm',
    'legacy.import.title',
  ])('a list says %s', (id) => expect(isFirstMessage(id)).toBe(true));

  it.each([
    'sales.order.verb.confirm.confirm',
    'sales.order.verb.cancel.field.reason',
    'sales.order.field.lines.quantity',
    'sales.order.help.customer',
    'sales.order.group.terms',
    'sales.entry.save',
    'permission.sales.order:confirm',
  ])('%s can wait', (id) => expect(isFirstMessage(id)).toBe(false));
});
