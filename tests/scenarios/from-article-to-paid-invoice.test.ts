import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LegacySimulator, startLegacySimulator } from '#apps/legacy-simulator/simulator.ts';
import { textFolders } from '#apps/server/compose.ts';
import { modules } from '#apps/server/modules.ts';
import type { JobView } from '#kernel/server/jobs.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { loadTexts } from '#kernel/server/texts.ts';
import { identityPort } from '#modules/identity/server/index.ts';
import { configureLegacy } from '#modules/legacy/server/index.ts';
import { verify } from '#modules/verification/server/index.ts';
import { employ, type Person, signIn } from './people.ts';

describe('PRD-GEN-01 from a legacy article to a paid invoice', () => {
  let t: TestApp;
  let legacy: LegacySimulator;
  let boss: Person;
  let viewer: Person;
  const found: Record<string, number> = {};

  beforeAll(async () => {
    legacy = await startLegacySimulator();
    t = await testApp(modules, { identity: identityPort, texts: loadTexts(textFolders()) });
    for (const module of modules) await module.seed?.(t.ctx);
    configureLegacy(t.app, { url: legacy.url });
    await t.app.start();
    await employ(t, 'system_administrator', { username: 'boss' });
    await employ(t, 'viewer');
    boss = await signIn(t, 'boss');
    viewer = await signIn(t, 'viewer');
  }, 60_000);
  afterAll(async () => {
    await t?.close();
    await legacy?.close();
  });

  it('sets up the company', async () => {
    const company = {
      name: 'Zinnmanufaktur Ammersee GmbH',
      street: 'Herrenstraße 7',
      postalCode: '86911',
      city: 'Dießen',
      vatId: 'DE123456789',
      iban: 'DE89370400440532013000',
      bankName: 'Sparkasse',
    };
    expect(await boss.post('/org/companies', company)).toMatchObject({ name: company.name, currency: 'EUR' });
    expect(await boss.try('POST', '/org/companies', company)).toMatchObject({
      status: 409,
      body: { code: 'org.companyExists' },
    });
  });

  it('PRD-PMG-04 PRD-PMG-26 imports the catalogue from the 4D server, with progress', async () => {
    const seen: number[] = [];
    const stop = t.app.jobs.onProgress((job) => seen.push(job.progress));
    const { job } = (await boss.post('/legacy/import', {
      families: true,
      variants: true,
      dryRun: false,
    })) as unknown as { job: JobView };
    await expect
      .poll(async () => (await boss.get(`/jobs/${job.id}`)).state, { timeout: 60_000, interval: 100 })
      .toMatch(/succeeded|failed/);
    stop();
    expect(await boss.get(`/jobs/${job.id}`)).toMatchObject({ state: 'succeeded' });
    expect(new Set(seen).size).toBeGreaterThan(3);
    expect((await boss.get('/catalog/variants?count=all&limit=1')).total).toBe(4311);
    expect((await boss.get('/catalog/products?count=all&limit=1')).total).toBe(1569);
  }, 90_000);

  it('PRD-PMG-08 finds the variant by its old number', async () => {
    const { items } = await boss.get('/catalog/variants?q=11400-BE');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ sku: '803721', legacySku: '11400-BE' });
    found.variant = items[0]?.id ?? 0;
    const search = await boss.get<{ groups: { resource: string; items: { title: string }[] }[] }>('/search?q=11400-BE');
    expect(search.groups.find(({ resource }) => resource === 'catalog.variant')?.items[0]?.title).toBe('803721');
  });

  it('PRD-WHS-07 receives twenty pieces into the main warehouse', async () => {
    const { items } = await boss.get(
      '/catalog/variants?filter[isSold]=true&filter[state]=active&filter[tradePrice][gte]=1&filter[retailPrice][gte]=1&limit=20',
    );
    const others = items
      .map(({ id }) => id)
      .filter((id) => id !== found.variant)
      .slice(0, 4);
    Object.assign(found, { a: others[0], b: others[1], c: others[2], d: others[3] });
    const lines = Object.values(found).map((product) => ({ product, quantity: '20' }));
    const receipt = await boss.post('/stock/receipts', { supplierName: 'Gießerei', lines });
    expect(await boss.post(`/stock/receipts/${receipt.id}/post`)).toMatchObject({ state: 'posted' });
    const balance = await boss.get(`/stock/balances?filter[product]=${found.variant}&filter[allowsNegative]=false`);
    expect(balance.items).toMatchObject([{ onHand: '20', reserved: '0' }]);
  });

  it('PRD-SAL-01 creates a German dealer and an Austrian consumer', async () => {
    const dealer = await boss.post('/party/customers', {
      type: 'company',
      companyName: 'Spielzeug Bachmaier GmbH',
      addresses: [
        { kind: 'billing', street: 'Sendlinger Straße 42', postalCode: '80331', city: 'München', country: 'DE' },
      ],
    });
    const consumer = await boss.post('/party/customers', {
      type: 'individual',
      firstName: 'Anna',
      lastName: 'Huber',
      addresses: [{ kind: 'billing', street: 'Getreidegasse 9', postalCode: '5020', city: 'Salzburg', country: 'AT' }],
    });
    expect(dealer).toMatchObject({
      number: 'K-00001',
      name: 'Spielzeug Bachmaier GmbH',
      priceTier: { title: 'Handel (netto)' },
    });
    expect(consumer).toMatchObject({
      number: 'K-00002',
      name: 'Anna Huber',
      country: 'AT',
      priceTier: { title: 'Laden (brutto)' },
    });
    found.dealer = dealer.id;
    found.consumer = consumer.id;
  });

  it('PRD-SAL-04 PRD-DOC-01 takes an order of five lines to a paid invoice', async () => {
    const products = [found.variant, found.a, found.b, found.c, found.d];
    const order = await boss.post('/sales/orders', {
      customer: found.dealer,
      lines: products.map((product, index) => ({ product, quantity: String(index + 1) })),
    });
    found.order = order.id;
    expect(await boss.post(`/sales/orders/${order.id}/confirm`)).toMatchObject({ state: 'confirmed' });
    const stock = () => boss.get(`/stock/balances?filter[product]=${found.variant}&filter[allowsNegative]=false`);
    expect((await stock()).items).toMatchObject([{ onHand: '20', reserved: '1' }]);
    expect(await boss.post(`/sales/orders/${order.id}/deliver`)).toMatchObject({ deliveryState: 'delivered' });
    expect((await stock()).items).toMatchObject([{ onHand: '19', reserved: '0' }]);
    const draft = await boss.post('/invoicing/invoices', { order: order.id });
    found.invoice = draft.id;
    const posted = await boss.post(`/invoicing/invoices/${draft.id}/post`);
    expect(posted.number).toMatch(/^\d{4}-00001$/);
    await expect
      .poll(async () => (await boss.get(`/invoicing/invoices/${draft.id}`)).document, { timeout: 30_000 })
      .not.toBeNull();
    const { document } = await boss.get<{ document: { id: number } }>(`/invoicing/invoices/${draft.id}`);
    const pdf = await boss.try('GET', `/files/${document.id}`);
    expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
    const paid = await boss.post(`/invoicing/invoices/${draft.id}/recordPayment`, { amount: posted.grossTotal });
    expect(paid).toMatchObject({ state: 'paid', openAmount: '0.00' });
  }, 60_000);

  it('PRD-ROL-01 PRD-PRM-02 shows the order to a viewer, who cannot change it nor see a purchase price anywhere', async () => {
    expect(await viewer.get(`/sales/orders/${found.order}`)).toMatchObject({
      abilities: { update: false, delete: false, verbs: [] },
    });
    const refused = (method: 'POST' | 'PATCH' | 'DELETE', path: string) =>
      viewer.try(method, path, method === 'DELETE' ? undefined : {});
    for (const attempt of [
      refused('PATCH', `/sales/orders/${found.order}`),
      refused('DELETE', `/sales/orders/${found.order}`),
      refused('POST', `/sales/orders/${found.order}/cancel`),
      refused('POST', '/sales/orders'),
    ]) {
      expect(await attempt).toMatchObject({ status: 403, body: { code: 'kernel.missingPermission' } });
    }
    const known = await boss.get(`/catalog/variants/${found.variant}`);
    expect(known.purchasePrice).toEqual(expect.any(String));
    // A change of it stands in the history, which the viewer may read; the price in it he may not.
    const changed = await boss.try(
      'PATCH',
      `/catalog/variants/${found.variant}`,
      { purchasePrice: '4711.11' },
      { 'if-match': `"${known.version}"` },
    );
    expect(changed.status).toBe(200);
    expect((await boss.try('GET', `/catalog/variants/${found.variant}/history`)).raw.toString()).toContain('4711.11');
    const looks = [
      `/catalog/variants/${found.variant}`,
      '/catalog/variants?q=11400-BE',
      '/catalog/variants?fields=sku,purchasePrice&q=11400-BE',
      `/catalog/variants/${found.variant}/history`,
      '/search?q=11400-BE',
      '/catalog/variants/pick?q=11400-BE',
    ];
    for (const path of looks) {
      const { status, raw } = await viewer.try('GET', path);
      expect(status, path).toBe(200);
      expect(raw.toString(), path).not.toMatch(/purchasePrice|4711/);
    }
    for (const path of ['/catalog/variants?sort=purchasePrice', '/catalog/variants?filter[purchasePrice][gte]=1']) {
      expect((await viewer.try('GET', path)).status, path).toBe(400);
    }
    expect((await viewer.try('GET', '/catalog/variants/export?format=csv&q=11400-BE')).raw.toString()).not.toContain(
      'purchasePrice',
    );
    expect((await viewer.try('GET', '/audit/entries?resource=catalog.variant')).status).toBe(403);
  });

  it('leaves the books whole (quality bar I2–I12)', async () => {
    expect((await verify(t.app.engine)).filter(({ count }) => count > 0)).toEqual([]);
  });
});
