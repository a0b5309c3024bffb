import type { LabelKind } from '../contract/label-paper.ts';

/** What one label says; texts are ready to print. */
export interface Label {
  kind: LabelKind;
  /** What comes before the headline, small: the front part of a long code. */
  lead: string;
  headline: string;
  lines: readonly string[];
  /** Stands out: why nothing may be taken from here. */
  warning: string | null;
  /** Slots of a box, as they are grouped. */
  parts: readonly { slots: string; text: string; color: string | null }[];
  /** What a scanner reads. */
  code: string;
  /** GS1 elements, where a code with more than the number says more. */
  gs1: string | null;
  copies: number;
}

/** `DE-Hamburg-Markt-R04-F02-B02` is read from far by its end, which tells the places apart. */
export function splitCode(code: string): { lead: string; headline: string } {
  const end = /(?:^|-)((?:[A-Za-zÄÖÜäöü]{0,3}\d+(?:-|$))+)$/.exec(code)?.[1];
  if (!end || end === code) return { lead: '', headline: code };
  return { lead: code.slice(0, -end.length).replace(/-$/, ''), headline: end };
}

/** GS1's own character set; whatever else is in a number cannot stand in such a code. */
const plain = /^[!-"%-?A-Z_a-z]+$/;

/**
 * `(01)` the article by its GTIN, else `(240)` by its number; `(10)` lot or `(21)` serial number, `(17)` expiry.
 * Null where a number does not fit.
 */
export function gs1Elements(goods: {
  gtin: string | null;
  sku: string;
  number: string;
  isSerial: boolean;
  expiresOn: string | null;
}): string | null {
  const { gtin, sku, number, isSerial, expiresOn } = goods;
  if (!plain.test(number) || number.length > 20 || !plain.test(sku) || sku.length > 30) return null;
  const article = gtin ? `(01)${gtin.padStart(14, '0')}` : '';
  const day = expiresOn ? `(17)${expiresOn.slice(2).replaceAll('-', '')}` : '';
  return `${article}${day}${isSerial ? '(21)' : '(10)'}${number}${gtin ? '' : `(240)${sku}`}`;
}
