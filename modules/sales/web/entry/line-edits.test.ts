import { describe, expect, it } from 'vitest';
import {
  addLine,
  answerLookup,
  copyDown,
  dropBlankLines,
  leaveProduct,
  lineFields,
  onlyOffer,
  pasteRows,
  pickProduct,
  removeLine,
  renewOffer,
  setNumber,
  typeProduct,
} from './line-edits.ts';
import { newDraft, type Offer, type OrderDraft } from './order-draft.ts';

const offer = (id: number, more: Partial<Offer> = {}): Offer => ({
  id,
  sku: `90000${id}`,
  legacySku: `1140${id}-BE`,
  name: `Löwe ${id}`,
  unit: { id: 1, symbol: 'Stk.' },
  price: '17.80',
  discount: null,
  taxPercent: '19',
  onHand: '20',
  available: '12',
  customer: 7,
  taxIncluded: false,
  ...more,
});
const lineOf = (draft: OrderDraft, index: number) => draft.lines[index] ?? draft.lines[0]!;
const typed = (text: string) => leaveProduct(typeProduct(newDraft(), 1, text), 1);

describe('finding a product', () => {
  it('PRD-PMG-08 takes the new or the old number, whatever else begins like it', () => {
    const offers = [offer(1), offer(2), offer(11, { sku: '9000011', legacySku: null })];
    expect(onlyOffer(offers, ' 900001 ')).toEqual(offers[0]);
    expect(onlyOffer(offers, '11402-be')).toEqual(offers[1]);
    expect(onlyOffer(offers, '9000')).toBe('ambiguous');
    expect(onlyOffer([offer(3)], 'löwe')).toEqual(offer(3));
    expect(onlyOffer([], 'x')).toBe('unknown');
  });

  it('marks what nobody answers to, and puts the product in where its number still stands', () => {
    expect(lineOf(typed('900001'), 0).lookup).toBe('pending');
    const found = answerLookup(typed('900001'), 1, '900001', [offer(1)]);
    expect(lineOf(found, 0)).toMatchObject({ product: { id: 1 }, typed: null, lookup: null, quantity: '1' });
    expect(lineOf(answerLookup(typed('4711'), 1, '4711', []), 0)).toMatchObject({ lookup: 'unknown', typed: '4711' });
  });

  it('lets what was typed over meanwhile stand', () => {
    const over = typeProduct(typed('900001'), 1, '9000');
    expect(answerLookup(over, 1, '900001', [offer(1)])).toEqual(over);
  });

  it('names no product any more once its cell was emptied', () => {
    const emptied = leaveProduct(typeProduct(pickProduct(newDraft(), 1, offer(1)), 1, ''), 1);
    expect(lineOf(emptied, 0)).toMatchObject({ product: null, typed: null });
  });
});

describe('lines', () => {
  it('forget the price of the former product, and its id, so that the server fills the line in anew', () => {
    const first = setNumber(pickProduct(newDraft(), 1, offer(1)), 1, 'price', '9.90');
    const saved = { ...first, lines: first.lines.map((line) => ({ ...line, id: 5 })) };
    expect(lineOf(pickProduct(saved, 1, offer(1)), 0)).toMatchObject({ id: 5, price: '9.90' });
    const other = lineOf(pickProduct(saved, 1, offer(2)), 0);
    expect(other).toMatchObject({ product: { id: 2 }, price: null, quantity: '1' });
    expect(other).not.toHaveProperty('id');
  });

  it('PRD-SAL-05 keep the price they were saved with, whatever the product costs by now', () => {
    const draft = pickProduct(newDraft(), 1, offer(1));
    const dearer = offer(1, { price: '99.00', available: '3' });
    const saved = { ...draft, lines: draft.lines.map((line) => ({ ...line, id: 5 })) };
    expect(lineOf(renewOffer(saved, dearer), 0).product).toMatchObject({ price: '17.80', available: '3' });
    expect(lineOf(renewOffer(draft, dearer), 0).product).toMatchObject({ price: '99.00', available: '3' });
  });

  it('copy down the product with its number, and the quantity of the line above', () => {
    const two = addLine(setNumber(pickProduct(newDraft(), 1, offer(1)), 1, 'quantity', '3'));
    expect(lineOf(copyDown(two, 2, 'product'), 1)).toMatchObject({ product: { id: 1 }, quantity: '1' });
    expect(lineOf(copyDown(two, 2, 'quantity'), 1).quantity).toBe('3');
    expect(copyDown(two, 1, 'quantity')).toBe(two);
  });

  it('leave a blank one to go on with when the last is removed', () => {
    const left = removeLine(pickProduct(newDraft(), 1, offer(1)), 1);
    expect(left.lines).toHaveLength(1);
    expect(lineOf(left, 0)).toMatchObject({ key: 2, product: null });
  });

  it('without anything in them are dropped, but for the last', () => {
    const draft = pickProduct(addLine(addLine(newDraft())), 2, offer(1));
    expect(dropBlankLines(draft).lines.map(({ key }) => key)).toEqual([2, 3]);
  });
});

describe('pasting from a spreadsheet', () => {
  const paste = (draft: OrderDraft, rows: string[][], mayPrice = true) =>
    pasteRows(draft, { key: 1, field: 'product', rows, fields: lineFields(mayPrice), language: 'de' });

  it('looks up numbers, reads quantities as the language writes them and adds lines', () => {
    const draft = paste(newDraft(), [['11401-BE', '1.200'], [' '], ['900002', '2,5', '9,90'], ['x', 'drei']]);
    expect(draft.lines).toHaveLength(3);
    expect(lineOf(draft, 0)).toMatchObject({ typed: '11401-BE', lookup: 'pending', quantity: '1200' });
    expect(lineOf(draft, 1)).toMatchObject({ typed: '900002', quantity: '2.5', price: '9.90' });
    expect(lineOf(draft, 2)).toMatchObject({ typed: 'x', quantity: 'drei' });
  });

  it('does not touch prices of who may not change them', () => {
    expect(lineOf(paste(newDraft(), [['900002', '2', '9,90']], false), 0).price).toBeNull();
  });

  it('keeps the pasted quantity when the product is found', () => {
    const draft = answerLookup(paste(newDraft(), [['900001', '7']]), 1, '900001', [offer(1)]);
    expect(lineOf(draft, 0)).toMatchObject({ product: { id: 1 }, quantity: '7' });
  });
});
