import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceSetUp } from '../server/index.ts';
import { goodPassword, type Office, openOffice } from './office.ts';

const origin = 'http://127.0.0.1:8080';
const other = 'lackpinsel schief hängt am';
const linkInvalid = { status: 422, body: { code: 'identity.linkInvalid' } };
const nobody = { status: 200, body: { user: null, permissions: [], roles: [] } };
const silent = () => undefined;
const tokenIn = (link: unknown) => new URL(String(link), origin).searchParams.get('token') ?? '';

describe('the first start', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.t.close());

  it('has no account; the link of the log creates the first administrator, once', async () => {
    const browser = office.browser();
    expect(await browser.call('GET', '/identity/set-up')).toMatchObject({ status: 200, body: { open: true } });
    const superseded = await announceSetUp(office.t.app, origin, silent);
    const lines: string[] = [];
    const link = await announceSetUp(office.t.app, origin, (line) => lines.push(line));
    expect(lines.join()).toContain(link);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/de\/set-up\?token=[\w-]{43}$/);
    const send = (token: string, more = {}) =>
      browser.call('POST', '/identity/set-up', {
        token,
        username: 'Chefin',
        displayName: 'Die Chefin',
        password: goodPassword,
        ...more,
      });
    expect(await send('guessed')).toMatchObject(linkInvalid);
    expect(await send(tokenIn(superseded))).toMatchObject(linkInvalid);
    expect(await send(tokenIn(link), { password: 'DieChefinDieChefin' })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'password', code: 'identity.passwordGuessable' }] },
    });
    const both = await Promise.all([send(tokenIn(link)), send(tokenIn(link), { username: 'zweite' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, expect.toSatisfy((status: number) => status >= 400)]);
    const done = both.find(({ status }) => status === 200);
    expect(done?.body).toMatchObject({ roles: ['system_administrator'] });
    expect(done?.body.permissions).toEqual(office.t.app.permissions);
    expect((await browser.call('GET', '/identity/users')).body.total).toBe(1);
    expect(await browser.call('GET', '/identity/set-up')).toMatchObject({ body: { open: false } });
    expect(await announceSetUp(office.t.app, origin, silent)).toBeNull();
    expect(await send(tokenIn(link))).toMatchObject({ status: 409, body: { code: 'identity.setUpClosed' } });
  });

  it('does not follow a link that is a day old', async () => {
    const late = await openOffice();
    const link = await announceSetUp(late.t.app, origin, silent);
    late.time.now += 24 * 3_600_000;
    const body = { token: tokenIn(link), username: 'chefin', displayName: 'C', password: goodPassword };
    expect(await late.browser().call('POST', '/identity/set-up', body)).toMatchObject(linkInvalid);
    await late.t.close();
  });
});

describe('passwords', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    await office.hire('root', ['system_administrator']);
  });
  afterAll(() => office.t.close());

  it('PRD-AUT-15 changing it signs other browsers out and keeps this one', async () => {
    await office.hire('erika', ['viewer']);
    const [desk, phone] = [office.browser(), office.browser()];
    await desk.signIn('erika');
    await phone.signIn('erika');
    const old = desk.cookie;
    const change = (body: object) => desk.call('POST', '/identity/password', body);
    const fields = (path: string, code: string) => ({ status: 422, body: { fields: [{ path, code }] } });
    expect(await change({ current: 'wrong', new: other })).toMatchObject(
      fields('current', 'identity.wrongCurrentPassword'),
    );
    expect(await change({ current: goodPassword, new: 'kurz' })).toMatchObject(
      fields('new', 'identity.passwordTooShort'),
    );
    expect(await change({ current: goodPassword, new: goodPassword })).toMatchObject(
      fields('new', 'identity.passwordUnchanged'),
    );
    expect(await change({ current: goodPassword, new: other })).toMatchObject({
      status: 200,
      body: { user: { username: 'erika' } },
    });
    expect(desk.cookie).not.toBe(old);
    expect((await desk.call('GET', '/identity/session')).body.user).not.toBeNull();
    expect(await phone.call('GET', '/identity/session')).toMatchObject(nobody);
    expect((await office.browser().signIn('erika')).status).toBe(401);
    expect((await office.browser().signIn('erika', other)).status).toBe(200);
  });

  it('an administrator starts a reset and never learns the password; the link works once and for half an hour', async () => {
    const root = office.browser();
    await root.signIn('root');
    const id = await office.hire('otto', ['viewer']);
    const otto = office.browser();
    await otto.signIn('otto');
    const start = async () => {
      const answer = await root.call('POST', `/identity/users/${id}/password-link`, {}, { 'idempotency-key': 'reset' });
      expect(answer).toMatchObject({
        status: 201,
        body: { path: expect.stringMatching(/^\/de\/set-password\?token=[\w-]{43}$/) },
      });
      return tokenIn(answer.body.path);
    };
    const [superseded, token] = [await start(), await start()];
    const choose = (given: string, password = other) =>
      office.browser().call('POST', '/identity/password-link', { token: given, password });
    expect(await choose(superseded)).toMatchObject(linkInvalid);
    expect((await otto.call('GET', '/identity/session')).body.user).not.toBeNull();
    expect(await choose(token, 'otto otto otto otto')).toMatchObject({
      status: 422,
      body: { code: 'kernel.invalidInput' },
    });
    expect((await choose(token)).status).toBe(204);
    expect(await choose(token)).toMatchObject(linkInvalid);
    expect(await otto.call('GET', '/identity/session')).toMatchObject(nobody);
    expect((await otto.signIn('otto', other)).status).toBe(200);
    const late = await start();
    office.time.now += 30 * 60_000;
    expect(await choose(late)).toMatchObject(linkInvalid);
    expect(JSON.stringify(await office.t.ctx.db.selectFrom('kernel_idempotency').selectAll().execute())).toBe('[]');
  });

  it('PRD-AUT-23 a new colleague chooses the first password by a link that lasts a day', async () => {
    const root = office.browser();
    await root.signIn('root');
    const { body } = await root.call('POST', '/identity/users', { username: 'neu', displayName: 'Neuer Kollege' });
    expect((await office.browser().signIn('neu', goodPassword)).status).toBe(401);
    const { body: link } = await root.call('POST', `/identity/users/${body.id}/password-link`, {});
    office.time.now += 23 * 3_600_000;
    const answer = await office
      .browser()
      .call('POST', '/identity/password-link', { token: tokenIn(link.path), password: goodPassword });
    expect(answer.status).toBe(204);
    expect((await office.browser().signIn('neu')).status).toBe(200);
  });

  it('renews a hash that was made with less, at the next sign-in', async () => {
    const id = await office.hire('alt', []);
    const { hashPassword } = await import('../server/password/hash-password.ts');
    const cheap = await hashPassword(goodPassword, { memory: 8192, passes: 2, parallelism: 1 });
    await office.t.app.engine.transaction((db) =>
      db.updateTable('identity_credential').set({ password_hash: cheap }).where('user', '=', id).execute(),
    );
    expect((await office.browser().signIn('alt')).status).toBe(200);
    const { password_hash: stored } = await office.t.ctx.db
      .selectFrom('identity_credential')
      .select('password_hash')
      .where('user', '=', id)
      .executeTakeFirstOrThrow();
    expect(stored).toContain('m=19456,');
    expect((await office.browser().signIn('alt')).status).toBe(200);
  });

  it('one’s own language is remembered', async () => {
    const root = office.browser();
    await root.signIn('root');
    expect(await root.call('PATCH', '/identity/session', { language: 'en' })).toMatchObject({
      status: 200,
      body: { user: { language: 'en' } },
    });
    expect((await root.call('PATCH', '/identity/session', { language: 'fr' })).status).toBe(422);
  });
});
