import { describe, expect, it } from 'vitest';
import { type Customer, headValues, printedAddress, setHead } from './head-values.ts';
import { newDraft } from './order-draft.ts';

const owner = {
  id: 7,
  name: 'The Tin Soldier Ltd',
  language: 'en',
  paymentTerms: { id: 2, title: '30 days' },
  addresses: [
    {
      kind: 'billing',
      name: null,
      addition: null,
      street: '14 Fade Street',
      postalCode: 'D02',
      city: 'Dublin',
      country: 'IE',
    },
    {
      kind: 'shipping',
      name: 'Warehouse',
      addition: 'Gate 3',
      street: 'Dock 1',
      postalCode: '12345',
      city: 'Bremen',
      country: 'DE',
    },
  ],
} as unknown as Customer;

describe('printedAddress', () => {
  it('names the customer unless the address has a name, and the country when it is abroad', () => {
    expect(printedAddress(owner, 'billing')).toBe('The Tin Soldier Ltd\n14 Fade Street\nD02 Dublin\nIreland');
    expect(printedAddress(owner, 'shipping')).toBe('Warehouse\nGate 3\nDock 1\n12345 Bremen');
  });
});

describe('headValues', () => {
  it('PRD-SAL-02 shows the terms and addresses of the customer until others are entered', () => {
    const draft = setHead(newDraft(), 'customer', { id: 7, title: 'K-00007' });
    expect(headValues(draft, owner, '2026-11-23')).toMatchObject({
      date: '2026-11-23',
      paymentTerms: { id: 2 },
      shippingAddress: 'Warehouse\nGate 3\nDock 1\n12345 Bremen',
    });
    expect(headValues(setHead(draft, 'date', '2026-12-01'), owner, '2026-11-23').date).toBe('2026-12-01');
  });

  it('shows another customer’s terms instead of the saved ones', () => {
    const saved = { customer: { id: 1, title: 'K-00001' }, billingAddress: 'Anna Huber', customerReference: 'B 17' };
    const draft = { ...newDraft(), saved };
    expect(headValues(draft, undefined, '2026-11-23').billingAddress).toBe('Anna Huber');
    const changed = setHead(draft, 'customer', { id: 7, title: 'K-00007' });
    expect(headValues(changed, owner, '2026-11-23')).toMatchObject({
      billingAddress: 'The Tin Soldier Ltd\n14 Fade Street\nD02 Dublin\nIreland',
      customerReference: 'B 17',
    });
  });
});
