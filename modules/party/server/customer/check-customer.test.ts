import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { warningsOf } from '#kernel/server/changes.ts';
import { trusted } from '#kernel/server/ctx.ts';
import { importRecords } from '#kernel/server/import-export/import.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { customer } from '../../contract/index.ts';
import { partyServer } from '../index.ts';

const all = '1:*';
let t: TestApp;
beforeAll(async () => {
  t = await testApp([orgServer, partyServer]);
  for (const module of [orgServer, partyServer]) await module.seed?.(t.ctx);
});
afterAll(() => t.close());

const address = { kind: 'billing', street: 'Ring 1', postalCode: '1010', city: 'Wien', country: 'AT' } as const;
const company = {
  type: 'company',
  companyName: 'Zinn & Co',
  email: 'a@b.at',
  vatId: 'ATU12345678',
  addresses: [address],
};
const check = async (body: object) => (await t.call('POST', '/party/customers/check', { as: all, body })).body;
type Note = { path: string; code: string };
const notes = (found: unknown) => (found as Note[]).map(({ path, code }) => `${path} ${code.replace('party.', '')}`);

describe('what is doubtful about a customer', () => {
  it('is nothing where all is well', async () => {
    expect(await check(company)).toEqual({ errors: [], warnings: [] });
  });

  it.each([
    [{ email: null }, ['email noEmail']],
    [{ vatId: null }, ['vatId vatIdMissing']],
    [{ vatId: null, addresses: [{ ...address, country: 'DE', postalCode: '86911' }] }, []],
    [{ vatId: null, addresses: [{ ...address, country: 'CH' }] }, []],
    [{ addresses: [{ ...address, postalCode: '10100' }] }, ['addresses.0.postalCode postalCodeUnusual']],
    [{ addresses: [{ ...address, country: 'JP', postalCode: '100-0001' }], vatId: null }, []],
    [{ vatId: 'EL123456789', addresses: [{ ...address, country: 'GR' }] }, []],
  ])('%j → %j', async (change, expected) => {
    const { errors, warnings } = await check({ ...company, ...change });
    expect([errors, notes(warnings)]).toEqual([[], expected]);
  });

  it('PRD-VAL-10 PRD-VAL-17 across two fields is noted at both', async () => {
    const { warnings } = await check({ ...company, vatId: 'FR12345678901' });
    expect(notes(warnings)).toEqual(['vatId vatIdOfOtherCountry', 'addresses.0.country vatIdOfOtherCountry']);
    expect(warnings).toMatchObject([{ params: { vatCountry: 'FR', country: 'AT' } }, {}]);
  });

  it('PRD-VAL-01 PRD-VAL-16 is the same over the interface, in a form, in an import and in a sync', async () => {
    const doubtful = { type: 'individual', lastName: 'Huber' } as const;
    const overApi = await t.call('POST', '/party/customers', { as: all, body: doubtful });
    const inForm = await check(doubtful);
    const content = Buffer.from('type,lastName\nindividual,Huber\n');
    const served = t.app.served(customer.name);
    const imported = await importRecords(t.ctx, served, { format: 'csv', content, dryRun: false });
    const [synced] = await create(trusted(t.ctx), customer, [doubtful]);
    expect(notes(overApi.body.warnings)).toEqual(['email noEmail']);
    expect(notes(inForm.warnings)).toEqual(['email noEmail']);
    expect(imported.warnings).toMatchObject([{ row: 2, field: 'email', code: 'party.noEmail' }]);
    expect(notes(warningsOf(synced ?? {}))).toEqual(['email noEmail']);
    const broken = { type: 'company' } as const;
    const api = await t.call('POST', '/party/customers', { as: all, body: broken });
    const file = { format: 'csv', content: Buffer.from('type\ncompany\n'), dryRun: false } as const;
    expect(notes(api.body.fields)).toEqual(['companyName companyNameRequired']);
    expect(notes((await check(broken)).errors)).toEqual(notes(api.body.fields));
    expect((await importRecords(t.ctx, served, file)).errors[0]?.code).toBe('party.companyNameRequired');
    await expect(create(trusted(t.ctx), customer, [broken])).rejects.toMatchObject({
      fields: [{ path: 'companyName' }],
    });
  });

  it('a customer of the same name in the same place is pointed out, but not to himself, and not at each change', async () => {
    const first = await t.call('POST', '/party/customers', { as: all, body: company });
    const second = await t.call('POST', '/party/customers', { as: all, body: company });
    expect(first.body).not.toHaveProperty('warnings');
    expect(second.body.warnings).toMatchObject([
      {
        path: 'companyName',
        code: 'party.similarCustomer',
        params: { name: 'Zinn & Co', city: 'Wien', number: first.body.number },
      },
    ]);
    const change = { as: all, headers: { 'if-match': '"1"' }, body: { phone: '+43 1 234' } };
    expect((await t.call('PATCH', `/party/customers/${second.body.id}`, change)).body).not.toHaveProperty('warnings');
  });
});
