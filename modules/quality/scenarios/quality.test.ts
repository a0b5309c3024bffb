import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearse } from '#kernel/server/import-export/nested-transaction.ts';
import { type FindingsPage, type FixCode, type QualitySummary, type RuleCode, ruleCodes } from '../contract/index.ts';
import { foundAmong } from '../server/find/found-among.ts';
import { listFindings } from '../server/find/list-findings.ts';
import { visibleRule } from '../server/find/visible-rules.ts';
import { carryOut } from '../server/fixes/carry-out.ts';
import { allRules } from '../server/rules/all-rules.ts';
import { type House, openHouse, type Planted, plantFaults } from './faulty-house.ts';

let house: House;
let planted: Planted;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

const found = async (rule: RuleCode) => (await listFindings(house.ctx, { rule, shown: 'open', limit: 500 })).items;

describe('PRD-LNK-16 PRD-LNK-22 the rules of data quality', () => {
  it('are there, each once, for every code', () => {
    expect(allRules.map(({ code }) => code)).toEqual([...ruleCodes]);
  });

  it('find nothing in a catalogue without faults', async () => {
    await house.family('10001', {}, 3);
    for (const rule of ruleCodes) expect([rule, await found(rule)]).toEqual([rule, []]);
  });

  it('find exactly what was planted for them', async () => {
    planted = await plantFaults(house);
    const seen: Partial<Planted> = {};
    for (const rule of ruleCodes) seen[rule] = (await found(rule)).map(({ title }) => title ?? '').sort();
    expect(seen).toEqual(Object.fromEntries(ruleCodes.map((rule) => [rule, [...planted[rule]].sort()])));
  });

  it('PRD-LNK-06 tell a key that is missing from one that leads nowhere, and name it', async () => {
    expect((await found('variantKeyNotFound'))[0]).toMatchObject({ title: 'ORPHAN-KEY', found: 'F'.repeat(32) });
    expect((await found('variantWithoutParent'))[0]).toMatchObject({ title: 'ORPHAN', found: '20002' });
  });

  it('PRD-LNK-17 show what stands there, what should, and the record it contradicts', async () => {
    expect((await found('categoryDiffersFromParent'))[0]).toMatchObject({
      title: '30003-CAT',
      found: 'OTHER',
      expected: 'FIG',
      other: { title: '30003', path: expect.stringMatching(/^catalog\/products\/\d+$/) },
      path: expect.stringMatching(/^catalog\/variants\/\d+$/),
    });
    const twins = await found('duplicateBarcode');
    expect(twins.map(({ title, other }) => [title, other?.title])).toEqual([
      ['60002-1', '60002-2'],
      ['60002-2', '60002-1'],
    ]);
  });
});

const inputs: Partial<Record<FixCode, () => Record<string, unknown>>> = {
  assignCategory: () => ({ category: house.categories.figures }),
  takeFromFamily: () => ({ ifDifferent: 'skip' }),
};

describe.each(allRules.flatMap(({ code, fixes }) => fixes.map((fix) => [code, fix] as const)))('%s', (code, fix) => {
  it(`is mended by ${fix}`, async () => {
    const rule = visibleRule(house.ctx, code);
    const targets = (await found(code)).map(({ id, version }) => ({ id, version }));
    expect(targets.length).toBeGreaterThan(0);
    await rehearse(house.ctx, async (tx) => {
      const { skipped, before } = await carryOut(tx, { rule, fix, input: inputs[fix]?.() ?? {}, targets });
      expect(skipped).toEqual([]);
      expect(before).toHaveLength(targets.length);
      expect(
        await foundAmong(
          tx,
          rule,
          targets.map(({ id }) => id),
        ),
      ).toEqual([]);
    });
    expect(await found(code)).toHaveLength(targets.length);
  });
});

describe('over HTTP', () => {
  const everything = '1:*';
  const get = async (url: string, as = everything) => (await house.t.call('GET', url, { as })).body;
  const post = (url: string, body: unknown, as = everything) => house.t.call('POST', url, { as, body });
  const summary = async (as?: string) => (await get('/quality/summary', as)) as unknown as QualitySummary;
  const page = async (url: string, as?: string) => (await get(url, as)) as unknown as FindingsPage;

  it('counts every rule with one statement, the most urgent first', async () => {
    const before = house.t.app.engine.statements();
    const { rules, errors } = await summary();
    // One per rule, and one for the trend.
    expect(house.t.app.engine.statements() - before).toBe(ruleCodes.length + 1);
    expect(Object.fromEntries(rules.map(({ code, open }) => [code, open]))).toEqual(
      Object.fromEntries(ruleCodes.map((code) => [code, planted[code].length])),
    );
    const severity = rules.map((rule) => ['error', 'warning', 'hint'].indexOf(rule.severity));
    expect(severity).toEqual([...severity].sort());
    expect(errors).toBe(rules.filter((rule) => rule.severity === 'error').reduce((sum, { open }) => sum + open, 0));
  });

  it('pages by key: every finding once, in order', async () => {
    const titles: (string | null)[] = [];
    let cursor = '';
    do {
      const { items, next } = await page(
        `/quality/findings?rule=productWithoutVariants&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      expect(items.length).toBeLessThanOrEqual(2);
      titles.push(...items.map(({ title }) => title));
      cursor = next ?? '';
    } while (cursor);
    expect(titles).toEqual([...planted.productWithoutVariants].sort());
    expect(
      (await house.t.call('GET', '/quality/findings?rule=productWithoutVariants&cursor=x', { as: everything })).status,
    ).toBe(400);
  });

  it('PRD-PRM-03 shows nobody what he may not see: neither records nor purchase prices', async () => {
    const reader = '1:quality.finding:read,catalog.variant:read,catalog.product:read';
    const codes = async (as: string) => (await summary(as)).rules.map(({ code }) => code);
    expect(await codes(reader)).not.toContain('missingPurchasePrice');
    expect(await codes(`${reader},catalog.variant:purchasePrice`)).toContain('missingPurchasePrice');
    // Whether a list prices a variant is told only to those who may see the lists.
    expect(await codes(reader)).not.toContain('soldWithoutPrice');
    expect(await codes(`${reader},pricing.price:read,pricing.priceList:read`)).toContain('soldWithoutPrice');
    expect(await codes('1:quality.finding:read')).toEqual([]);
    expect(await codes('1:quality.finding:read,catalog.product:read')).not.toContain('soldWithoutPrice');
    const refused = await house.t.call('GET', '/quality/findings?rule=missingPurchasePrice', { as: reader });
    expect(refused).toMatchObject({ status: 404, body: { code: 'quality.unknownRule' } });
  });

  it('previews a fix for every row without writing, then does just that', async () => {
    const [finding] = (await page('/quality/findings?rule=missingRetailPrice')).items.filter(
      ({ title }) => title === '40002-BAD',
    );
    const target = { id: finding?.id, version: finding?.version };
    const request = { rule: 'missingRetailPrice', fix: 'takeFromFamily', targets: [target] };
    const preview = await post('/quality/fixes', { ...request, dryRun: true });
    expect(preview.body).toEqual({
      rows: [
        {
          ...target,
          title: '40002-BAD',
          subtitle: 'Figur 40002-BAD',
          changes: [{ field: 'retailPrice', before: null, after: '39.00' }],
        },
      ],
      skipped: [],
      total: 1,
    });
    const open = planted.missingRetailPrice.length;
    expect((await page('/quality/findings?rule=missingRetailPrice')).rule.open).toBe(open);
    const reader = '1:quality.finding:read,quality.finding:fix,catalog.variant:read,catalog.variant:update';
    expect(await post('/quality/fixes', request, reader)).toMatchObject({
      status: 403,
      body: { code: 'kernel.fieldNotPermitted' },
    });
    expect((await post('/quality/fixes', request)).body).toEqual({ result: { done: 1, skipped: [] } });
    expect((await page('/quality/findings?rule=missingRetailPrice')).rule.open).toBe(open - 1);
    const again = await post('/quality/fixes', request);
    expect(again.body).toMatchObject({ result: { done: 0, skipped: [{ code: 'quality.noLongerFound' }] } });
    const history = (await get(`/catalog/variants/${target.id}/history`)).items as { action: string }[];
    expect(history.map(({ action }) => action)).toEqual(['update', 'create']);
  });

  it('leaves out a row that is refused or was changed since, and does the others', async () => {
    const [placeholder] = (await page('/quality/findings?rule=placeholderParent')).items;
    const figure = await house.variant('PH-1-1', placeholder?.id ?? 0);
    const answer = await post('/quality/fixes', { rule: 'productWithoutVariants', fix: 'archive' });
    expect(answer.body).toMatchObject({ result: { done: planted.productWithoutVariants.length - 1, skipped: [] } });
    expect(await post('/quality/fixes', { rule: 'placeholderParent', fix: 'archive' })).toMatchObject({
      body: { result: { done: 0, skipped: [{ title: 'PLACEHOLDER-1', code: 'catalog.productHasActiveVariants' }] } },
    });
    const [weightless] = (await page('/quality/findings?rule=missingWeight')).items;
    const stale = { id: weightless?.id, version: (weightless?.version ?? 0) + 1 };
    expect(
      await post('/quality/fixes', { rule: 'missingWeight', fix: 'takeFromFamily', targets: [stale] }),
    ).toMatchObject({
      body: { result: { done: 0, skipped: [{ title: '50003-WEIGHT', code: 'kernel.staleVersion' }] } },
    });
    expect(figure).toBeGreaterThan(0);
  });

  it('takes no values that differ within the family unless told which, and only fixes meant for the rule', async () => {
    const family = await house.family('80001', {}, 1);
    await house.variant('80001-2', family, { tradePrice: 210_000 });
    const bad = await house.variant('80001-3', family, { tradePrice: null });
    const request = { rule: 'missingTradePrice', fix: 'takeFromFamily', targets: [{ id: bad }], dryRun: true };
    expect((await post('/quality/fixes', request)).body).toMatchObject({
      rows: [],
      skipped: [{ code: 'quality.familyDiffers' }],
    });
    expect((await post('/quality/fixes', { ...request, input: { ifDifferent: 'highest' } })).body).toMatchObject({
      rows: [{ changes: [{ field: 'tradePrice', before: null, after: '21.00' }] }],
    });
    expect(await post('/quality/fixes', { ...request, fix: 'stopSelling' })).toMatchObject({
      status: 422,
      body: { code: 'quality.fixNotForRule' },
    });
    expect(
      (await post('/quality/fixes', { ...request, fix: 'takeFromFamily', input: { ifDifferent: 'average' } })).status,
    ).toBe(422);
  });

  it('never fixes all of what contradicts each other: somebody chooses', async () => {
    const request = { rule: 'duplicateVariantLegacyId', fix: 'archive' };
    for (const dryRun of [true, false])
      expect(await post('/quality/fixes', { ...request, dryRun })).toMatchObject({
        status: 422,
        body: { code: 'quality.nothingSelected' },
      });
  });

  it('PRD-PRM-03 shows acceptances only to who may see what the rule looks at', async () => {
    const [finding] = (await page('/quality/findings?rule=missingPurchasePrice')).items;
    const asked = { rule: 'missingPurchasePrice', ids: [finding?.id], reason: 'Preis nur mündlich' };
    expect((await post('/quality/findings/accept', asked)).body).toEqual({ done: 1 });
    const reader = '1:quality.acceptance:read,catalog.variant:read,catalog.product:read';
    const seen = async (as: string) => ((await get('/quality/acceptances', as)).items as { rule: string }[]).length;
    expect(await seen(reader)).toBe(0);
    expect(await seen(`${reader},catalog.variant:purchasePrice`)).toBe(1);
    const { rule, ids } = asked;
    expect((await post('/quality/findings/reopen', { rule, ids })).body).toEqual({ done: 1 });
  });

  it('hides accepted findings, still counts them, and opens them again', async () => {
    const rule = 'duplicateBarcode';
    const ids = (await page(`/quality/findings?rule=${rule}`)).items.map(({ id }) => id);
    const asked = { rule, ids, reason: 'Setverpackung, gewollt' };
    expect((await post('/quality/findings/accept', asked)).body).toEqual({ done: 2 });
    expect((await post('/quality/findings/accept', asked)).body).toEqual({ done: 0 });
    expect((await page(`/quality/findings?rule=${rule}`)).items).toEqual([]);
    const accepted = await page(`/quality/findings?rule=${rule}&show=accepted`);
    expect(accepted.rule).toMatchObject({ open: 0, accepted: 2 });
    expect(accepted.items[0]?.acceptance?.reason).toBe('Setverpackung, gewollt');
    const kept = (await get('/quality/acceptances')).items as { user: { title: string }; record: string }[];
    expect(kept.map(({ user, record }) => [user.title, record])).toEqual(
      expect.arrayContaining([
        ['anna', '60002-1'],
        ['anna', '60002-2'],
      ]),
    );
    expect((await summary()).rules.find(({ code }) => code === rule)).toMatchObject({ open: 0, accepted: 2 });
    expect((await post('/quality/findings/reopen', { rule, ids })).body).toEqual({ done: 2 });
    expect((await page(`/quality/findings?rule=${rule}`)).rule).toMatchObject({ open: 2, accepted: 0 });
    expect((await post('/quality/findings/accept', { ...asked, reason: ' x ' })).status).toBe(422);
  });
});
