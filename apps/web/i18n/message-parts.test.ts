import { describe, expect, it } from 'vitest';
import { modules } from '../modules.ts';
import { partOfMessage } from './message-parts.ts';

describe('partOfMessage', () => {
  it.each([
    'web.list.search',
    'module.sales',
    'job.legacy.import.families.read',
    'sales.order',
    'sales.order.plural',
    'legacy.import.title',
    'sales.home.today',
  ])('the frame around every page says %s', (id) => expect(partOfMessage(id)).toBe('frame'));

  it.each([
    'sales.order.empty',
    'sales.order.field.customer',
    'sales.order.value.state.draft',
    'sales.order.verb.confirm',
  ])('the lists of its module say %s', (id) => expect(partOfMessage(id)).toBe('lists'));

  it('the server says error.sales.orderHasNoLines', () => {
    expect(partOfMessage('error.sales.orderHasNoLines')).toBe('errors');
  });

  it.each([
    'sales.order.verb.confirm.confirm',
    'sales.order.verb.cancel.field.reason',
    'sales.order.field.lines.quantity',
    'sales.order.help.customer',
    'sales.order.group.terms',
    'sales.entry.save',
    'permission.sales.order:confirm',
  ])('%s can wait', (id) => expect(partOfMessage(id)).toBe('further'));

  it('the menu knows the titles of all pages at once', () => {
    const titles = modules.flatMap(({ web }) => (web?.pages ?? []).map(({ title }) => title));
    expect(titles.length).toBeGreaterThan(5);
    expect(titles.filter((title) => partOfMessage(title) !== 'frame')).toEqual([]);
  });
});
