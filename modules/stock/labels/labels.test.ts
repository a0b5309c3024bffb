import { afterAll, describe, expect, it } from 'vitest';
import { pdfRenderer } from '#modules/documents/server/index.ts';
import { labelPapers } from '../contract/index.ts';
import { drawBars, drawGs1, drawQr, isGtin13 } from './draw-code.ts';
import { gs1Elements, splitCode } from './label.ts';
import { renderLabels } from './render-labels.ts';
import { sampleLabels } from './sample-labels.ts';

const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length ?? 0;

describe('labels', () => {
  const renderer = pdfRenderer();
  afterAll(() => renderer.close());
  const print = (paperId: string, start: number, count: number) => {
    const paper = labelPapers.find(({ id }) => id === paperId);
    if (!paper) throw new Error(`no paper ${paperId}`);
    const labels = Array.from({ length: count }, (_, index) => sampleLabels[index % sampleLabels.length]).flatMap(
      (label) => label ?? [],
    );
    return renderLabels(renderer, { paper, start, labels, createdAt: 0 });
  };

  it('fill sheets from the first free place on, and put one on each page of a label printer', async () => {
    expect(pagesOf(await print('a4-70x37', 1, 24))).toBe(1);
    expect(pagesOf(await print('a4-70x37', 2, 24))).toBe(2);
    expect(pagesOf(await print('roll-62x29', 1, 5))).toBe(5);
  });

  it.each(labelPapers)('fit on $id', async ({ id, page, label, columns, rows, left, top, stepX, stepY }) => {
    expect(left + (columns - 1) * stepX + label.width).toBeLessThanOrEqual(page.width);
    expect(top + (rows - 1) * stepY + label.height).toBeLessThanOrEqual(page.height);
    expect(pagesOf(await print(id, 1, sampleLabels.length))).toBeGreaterThan(0);
  });

  it('print every copy, and the same bytes for the same labels', async () => {
    const paper = labelPapers.find(({ id }) => id === 'roll-100x50');
    const [label] = sampleLabels;
    if (!paper || !label) throw new Error('no sample');
    const sheet = { paper, start: 1, labels: [{ ...label, copies: 3 }], createdAt: 0 };
    const first = await renderLabels(renderer, sheet);
    expect(pagesOf(first)).toBe(3);
    expect(Buffer.compare(first, await renderLabels(renderer, sheet))).toBe(0);
  });

  it.each([
    ['DE-Hamburg-Markt-R04-F02-B02', 'DE-Hamburg-Markt', 'R04-F02-B02'],
    ['MAIN-STOCK', '', 'MAIN-STOCK'],
    ['R04-F02', '', 'R04-F02'],
    ['Laden-3', 'Laden', '3'],
  ])('show of %s what tells it apart', (code, lead, headline) => {
    expect(splitCode(code)).toEqual({ lead, headline });
  });

  it('name goods with their lot as GS1 does, by GTIN or by the own number', () => {
    const goods = { gtin: null, sku: '11400-BE', number: 'L17', isSerial: false, expiresOn: '2027-12-31' };
    expect(gs1Elements(goods)).toBe('(17)271231(10)L17(240)11400-BE');
    expect(gs1Elements({ ...goods, gtin: '4006381333931', isSerial: true, expiresOn: null })).toBe(
      '(01)04006381333931(21)L17',
    );
    expect(gs1Elements({ ...goods, number: 'Größe 3' })).toBeNull();
    expect(drawGs1('(17)271231(10)L17(240)11400-BE')?.svg).toMatch(/^<svg /);
  });

  it('draw what a symbology can carry, and leave out what it cannot', () => {
    expect([isGtin13('4006381333931'), isGtin13('4006381333930'), isGtin13('123')]).toEqual([true, false, false]);
    expect(drawQr('Größe-3')?.modules).toBeGreaterThan(20);
    expect(drawBars('S-000012')?.modules).toBeGreaterThan(60);
    expect(drawBars('Ω')).toBeNull();
  });
});
