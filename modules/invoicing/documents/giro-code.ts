import { toSVG } from 'bwip-js/node';
import type { InvoiceTransfer } from './invoice-data.ts';

/** Check digits by ISO 7064: the account number moved to the front, letters as numbers, modulo 97 leaves 1. */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = (iban.slice(4) + iban.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

function clip(text: string, length: number): string {
  return [...text.replaceAll(/\s+/g, ' ').trim()].slice(0, length).join('');
}

/**
 * The text of a GiroCode (EPC069-12, version 2, UTF-8).
 * Undefined when the account number is wrong or the amount is not between 0.01 and 999,999,999.99 euros.
 */
export function giroCodeText(transfer: InvoiceTransfer): string | undefined {
  const iban = transfer.iban.replaceAll(/\s/g, '').toUpperCase();
  const amount = /^(\d{1,9})(?:\.(\d{1,2})0*)?$/.exec(transfer.amount);
  if (!isIban(iban) || !amount) return undefined;
  const euros = `${amount[1]}.${(amount[2] ?? '').padEnd(2, '0')}`;
  if (Number(euros) < 0.01) return undefined;
  const name = clip(transfer.recipient, 70);
  const reference = clip(transfer.reference, 140);
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    (transfer.bic ?? '').replaceAll(/\s/g, ''),
    name,
    iban,
    `EUR${euros}`,
    '',
    '',
    reference,
  ].join('\n');
}

/** The GiroCode as an SVG drawing without margin, or undefined where giroCodeText is. */
export function drawGiroCode(transfer: InvoiceTransfer): string | undefined {
  const text = giroCodeText(transfer);
  if (!text) return undefined;
  // `eclevel` is an option of this one symbology and missing from the general type, hence not a literal argument.
  const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 1 };
  return toSVG(options);
}
