/** Labels for tests and for looking at the template. */
import { gs1Elements, type Label, splitCode } from './label.ts';

const blank = { lead: '', lines: [], warning: null, parts: [], gs1: null, copies: 1 } as const;

export const sampleLabels: readonly Label[] = [
  {
    ...blank,
    kind: 'location',
    ...splitCode('DE-Hamburg-Markt-R04-F02-B02'),
    lines: ['Regal am Markt, unten'],
    code: 'DE-Hamburg-Markt-R04-F02-B02',
  },
  { ...blank, kind: 'location', headline: 'Q-1', warning: 'Quarantäne', code: 'Q-1' },
  {
    ...blank,
    kind: 'box',
    headline: 'S-000012',
    lines: ['Schütte 30 blau'],
    parts: [
      { slots: 'BP–ZB', text: '11400-BE Krippenfigur Hirte mit Laterne, bemalt', color: 'blau' },
      { slots: 'C', text: 'frei', color: null },
    ],
    code: 'S-000012',
  },
  {
    ...blank,
    kind: 'product',
    headline: '11400-BE',
    lines: ['Krippenfigur Hirte mit Laterne, bemalt', 'alt: 803721'],
    code: '4006381333931',
  },
  {
    ...blank,
    kind: 'lot',
    headline: 'ZINN-2026-17',
    lines: ['11400-BE', 'Krippenfigur Hirte mit Laterne', 'haltbar bis 31.12.2027'],
    code: 'ZINN-2026-17',
    gs1: gs1Elements({
      gtin: null,
      sku: '11400-BE',
      number: 'ZINN-2026-17',
      isSerial: false,
      expiresOn: '2027-12-31',
    }),
  },
];
