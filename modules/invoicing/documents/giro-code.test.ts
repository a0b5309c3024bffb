import { expect, test } from 'vitest';
import { drawGiroCode, giroCodeText } from './giro-code.ts';
import type { InvoiceTransfer } from './invoice-data.ts';

const transfer: InvoiceTransfer = {
  recipient: 'Zinnmanufaktur Hölzl & Söhne GmbH',
  iban: 'DE89 3704 0044 0532 0130 00',
  bic: 'COBADEFFXXX',
  amount: '1234.5000',
  reference: 'Rechnung 2026-00042',
};

test('writes the payment as EPC069-12 says', () => {
  expect(giroCodeText(transfer)?.split('\n')).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    'COBADEFFXXX',
    'Zinnmanufaktur Hölzl & Söhne GmbH',
    'DE89370400440532013000',
    'EUR1234.50',
    '',
    '',
    'Rechnung 2026-00042',
  ]);
});

test('leaves the bank code out and cuts what is too long', () => {
  const { bic: _, ...withoutBic } = transfer;
  const lines = giroCodeText({ ...withoutBic, recipient: 'ä'.repeat(100), reference: `a\n${'b'.repeat(200)}` })?.split(
    '\n',
  );
  expect(lines?.[4]).toBe('');
  expect(lines?.[5]).toHaveLength(70);
  expect(lines?.[10]).toHaveLength(140);
  expect(lines).toHaveLength(11);
});

test.each([
  ['a wrong check digit', { iban: 'DE88370400440532013000' }],
  ['no account number', { iban: 'unknown' }],
  ['nothing to pay', { amount: '0.00' }],
  ['a negative amount', { amount: '-5.00' }],
  ['a fraction of a cent', { amount: '5.005' }],
  ['an amount beyond the limit', { amount: '1000000000.00' }],
])('gives no code for %s', (_, wrong) => {
  expect(giroCodeText({ ...transfer, ...wrong })).toBeUndefined();
  expect(drawGiroCode({ ...transfer, ...wrong })).toBeUndefined();
});

test('draws the code as SVG', () => {
  expect(drawGiroCode(transfer)).toMatch(/^<svg /);
});
