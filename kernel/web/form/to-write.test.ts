import { describe, expect, it } from 'vitest';
import { f } from '../../contract/index.ts';
import { defaultOf, isBlankLine, lineKey, sameValue, toBody } from './to-write.ts';

const lineFields = {
  product: f.ref('catalog.variant'),
  quantity: f.quantity({ default: 1_000_000 }),
  amount: f.money({ readOnly: true }),
};
const fields = {
  number: f.text({ readOnly: true }),
  customer: f.ref('party.customer'),
  roles: f.refs('identity.role'),
  document: f.file(),
  lines: f.lines(lineFields),
};

describe('toBody', () => {
  it('writes references by id, lines with their ids, and nothing the server writes itself', () => {
    const body = toBody(fields, {
      number: 'X',
      unknown: 1,
      customer: { id: 3, title: 'K-3' },
      roles: [
        { id: 1, title: 'a' },
        { id: 2, title: 'b' },
      ],
      document: { id: 9, name: 'a.pdf', mediaType: 'application/pdf', size: 1, sha256: '' },
      lines: [
        { id: 5, product: { id: 7, title: 'P' }, quantity: null, amount: '1.00' },
        { [lineKey]: 1, product: { id: 8, title: 'Q' }, quantity: null },
      ],
    });
    expect(body).toEqual({
      customer: 3,
      roles: [1, 2],
      document: 9,
      lines: [{ id: 5, product: 7, quantity: null }, { product: 8 }],
    });
  });

  it('passes on what was typed but could not be read', () => {
    expect(toBody(fields, { customer: 'Meier' })).toEqual({ customer: 'Meier' });
  });
});

describe('isBlankLine', () => {
  it('takes defaults for nothing entered, saved lines for lines', () => {
    expect(isBlankLine(lineFields, { [lineKey]: 1, quantity: '1' })).toBe(true);
    expect(isBlankLine(lineFields, { [lineKey]: 1, quantity: '2' })).toBe(false);
    expect(isBlankLine(lineFields, { id: 1 })).toBe(false);
  });
});

describe('sameValue', () => {
  it('compares what the server would get', () => {
    expect(sameValue(fields.customer, { id: 1, title: 'a' }, { id: 1, title: 'b' })).toBe(true);
    expect(sameValue(fields.customer, null, undefined)).toBe(true);
    expect(sameValue(fields.customer, { id: 1, title: 'a' }, null)).toBe(false);
  });
});

describe('defaultOf', () => {
  it('is what the interface would bring: a piece is 1, not a million millionths', () => {
    expect(defaultOf(f.quantity({ default: 1_000_000 }))).toBe('1');
    expect(defaultOf(f.money({ default: 25_000 }))).toBe('2.50');
    expect(defaultOf(f.rate({ default: 190_000 }))).toBe('19');
    expect(defaultOf(f.int({ default: 10 }))).toBe(10);
    expect(defaultOf(f.text())).toBeUndefined();
  });
});
