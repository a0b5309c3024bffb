import { describe, expect, it } from 'vitest';
import { setHead } from './head-values.ts';
import { addLine, dropBlankLines, pickProduct, setNumber } from './line-edits.ts';
import { faultsOf, orderRequest, saysTheSame } from './order-body.ts';
import { adopt, draftOf, isDirty, newDraft, rebase } from './order-draft.ts';
import type { Order } from './send-draft.ts';

const savedLine = (id: number, product: number, more: object = {}) => ({
  id,
  product: { id: product, title: `90000${product}` },
  description: `Löwe ${product}`,
  quantity: '3',
  unit: { id: 1, title: 'PCE' },
  price: '17.80',
  discount: null,
  taxRate: { id: 1, title: '19' },
  taxPercent: '19',
  amount: '53.40',
  delivered: '0',
  invoiced: '0',
  ...more,
});
const order = (more: object = {}) =>
  ({
    id: 12,
    version: 4,
    state: 'draft',
    customer: { id: 7, title: 'K-00007', subtitle: 'Zinnhaus Müller' },
    date: '2026-11-23',
    requestedOn: null,
    customerReference: 'B 17',
    paymentTerms: { id: 2, title: '30 Tage' },
    billingAddress: 'Zinnhaus\nDießen',
    shippingAddress: 'Zinnhaus\nDießen',
    taxIncluded: false,
    grossTotal: '63.55',
    lines: [savedLine(31, 1)],
    ...more,
  }) as unknown as Order;
const offer = {
  ...draftOf(order()).lines[0]!.product!,
  id: 2,
  sku: '900002',
  price: '5.00',
};

describe('an order being entered', () => {
  it('has nothing to save when it was just opened', () => {
    expect(isDirty(newDraft())).toBe(false);
    expect(isDirty(draftOf(order()))).toBe(false);
  });

  it('sends a new order whole, leaving out what the server fills in', () => {
    const draft = setHead(pickProduct(newDraft(), 1, offer), 'customer', { id: 7, title: 'K-00007' });
    expect(orderRequest(addLine(draft))).toMatchObject({
      body: { customer: 7, lines: [{ product: 2, quantity: '1' }] },
      lines: [1],
    });
    expect(orderRequest(draft).body.lines).toEqual([{ product: 2, quantity: '1' }]);
  });

  it('sends of a saved order what has changed, its lines by id', () => {
    const head = setHead(draftOf(order()), 'customerReference', 'B 18');
    expect(orderRequest(head).body).toEqual({ customerReference: 'B 18' });
    const lines = setNumber(pickProduct(addLine(draftOf(order())), 2, offer), 1, 'quantity', '4');
    expect(orderRequest(lines).body).toEqual({
      lines: [
        { id: 31, quantity: '4' },
        { product: 2, quantity: '1' },
      ],
    });
  });

  it('sends an own price and an emptied discount, and never one nobody has touched', () => {
    const priced = setNumber(setNumber(draftOf(order()), 1, 'price', '9.90'), 1, 'discount', '');
    expect(orderRequest(priced).body).toEqual({ lines: [{ id: 31, quantity: '3', price: '9.90', discount: '0' }] });
  });

  it('is clean again once the value is as it was', () => {
    const changed = setHead(draftOf(order()), 'customerReference', 'B 18');
    expect(isDirty(changed)).toBe(true);
    expect(isDirty(setHead(changed, 'customerReference', 'B 17'))).toBe(false);
    expect(isDirty(setNumber(draftOf(order()), 1, 'quantity', '3.0'))).toBe(false);
  });
});

describe('adopt', () => {
  const draft = pickProduct(newDraft(), 1, { ...offer, id: 1 });

  it('takes ids and prices of the server, and leaves nothing to save', () => {
    const adopted = adopt(draft, order({ lines: [savedLine(31, 1, { quantity: '1' })] }), orderRequest(draft));
    expect(adopted.order).toEqual({ id: 12, version: 4 });
    expect(adopted.lines[0]).toMatchObject({ key: 1, id: 31, product: { price: '17.80' } });
    expect(isDirty(adopted)).toBe(false);
  });

  it('keeps what was entered while the request was on its way', () => {
    const sent = orderRequest(draft);
    const later = setHead(setNumber(draft, 1, 'quantity', '9'), 'customerReference', 'neu');
    const adopted = adopt(later, order({ lines: [savedLine(31, 1, { quantity: '1' })] }), sent);
    expect(orderRequest(adopted).body).toEqual({ customerReference: 'neu', lines: [{ id: 31, quantity: '9' }] });
  });
});

describe('when somebody else has saved the order', () => {
  const sent = orderRequest(setNumber(draftOf(order()), 1, 'quantity', '4'));

  it('a change that arrived although its answer was lost is recognised', () => {
    expect(saysTheSame(order({ lines: [savedLine(31, 1, { quantity: '4' })] }), sent)).toBe(true);
    expect(saysTheSame(order(), sent)).toBe(false);
    expect(saysTheSame(order({ lines: [] }), sent)).toBe(false);
  });

  it('lines that he has removed or changed to another product become new ones', () => {
    const mine = draftOf(order({ lines: [savedLine(31, 1), savedLine(32, 2), savedLine(33, 3)] }));
    const theirs = order({ version: 5, lines: [savedLine(31, 1), savedLine(33, 9)] });
    const rebased = rebase(mine, theirs);
    expect(rebased.order?.version).toBe(5);
    expect(rebased.lines.map(({ id }) => id)).toEqual([31, undefined, undefined]);
    expect(isDirty(rebased)).toBe(true);
  });
});

describe('faultsOf', () => {
  it('puts the server’s faults to the lines they were sent from', () => {
    const problem = { type: '', title: '', status: 422, code: 'kernel.invalidInput', params: {} };
    const draft = dropBlankLines(pickProduct(addLine(newDraft()), 2, offer));
    const fields = [
      { path: 'lines.0.quantity', code: 'kernel.notADecimal', message: 'Zahl' },
      { path: 'requestedOn', code: 'sales.requestedBeforeOrder', message: 'Tag' },
    ];
    expect(faultsOf({ ...problem, fields }, orderRequest(draft).lines)).toEqual({
      '2.quantity': 'Zahl',
      requestedOn: 'Tag',
    });
  });
});
