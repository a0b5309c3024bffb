import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { goodPassword, type Office, openOffice } from './office.ts';

const hour = 3_600_000;
const refused = { status: 401, body: { code: 'identity.wrongCredentials' } };
const signedOut = { status: 401, body: { code: 'kernel.notSignedIn' } };
const nobody = { status: 200, body: { user: null, permissions: [], roles: [] } };

describe('signing in and out', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    await office.hire('erika', ['sales_representative', 'warehouse_clerk'], { language: 'en' });
    await office.hire('root', ['system_administrator']);
  });
  afterAll(() => office.t.close());

  it('PRD-AUT-01 opens a session by name and password and says who is there', async () => {
    const browser = office.browser();
    expect(await browser.call('GET', '/identity/session')).toMatchObject(nobody);
    expect(await browser.call('GET', '/identity/users')).toMatchObject(signedOut);
    const answer = await browser.signIn('Erika ');
    expect(answer).toMatchObject({
      status: 200,
      body: {
        user: { username: 'erika', displayName: 'Frau erika', language: 'en' },
        roles: ['sales_representative', 'warehouse_clerk'],
        currency: 'EUR',
      },
    });
    expect(await browser.call('GET', '/identity/session')).toMatchObject({ status: 200, body: answer.body });
    expect(JSON.stringify(answer.body)).not.toMatch(/hash|argon/i);
  });

  it('PRD-SEC-17 hands out a cookie that no script reads and no other site sends', async () => {
    const { headers } = await office.browser().signIn('erika');
    expect(headers['set-cookie']).toMatch(/^__Host-kontor=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const plain = await office.t.call('POST', '/identity/sign-in', {
      body: { username: 'erika', password: goodPassword },
      headers: { host: 'kontor.lan' },
    });
    expect(plain.headers['set-cookie']).toMatch(/^kontor_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('PRD-AUT-09 keeps neither passwords nor session ids, only hashes, and none of them in the audit', async () => {
    const browser = office.browser();
    await browser.signIn('erika');
    const [, secret = ''] = browser.cookie.split('=');
    const everything: string[] = [];
    for (const table of ['identity_credential', 'identity_session', 'kernel_audit', 'kernel_idempotency'])
      everything.push(JSON.stringify(await office.t.ctx.db.selectFrom(table).selectAll().execute()));
    expect(everything.join()).not.toContain(secret);
    expect(everything.join()).not.toContain(goodPassword);
    const [credentials, , audit] = everything;
    expect(credentials).toContain('$argon2id$');
    expect(audit).toContain('identity.session');
    expect(audit).not.toMatch(/argon2id|tokenHash|passwordHash/);
  });

  it('keeps nothing of a sign-in that carries an Idempotency-Key', async () => {
    const browser = office.browser();
    const body = { username: 'erika', password: goodPassword };
    expect((await browser.call('POST', '/identity/sign-in', body, { 'idempotency-key': 'k' })).status).toBe(200);
    expect(await office.t.ctx.db.selectFrom('kernel_idempotency').selectAll().execute()).toEqual([]);
  });

  it('PRD-AUT-19 gives one answer to wrong passwords, unknown and suspended users', async () => {
    const id = await office.hire('gone', []);
    const root = office.browser();
    await root.signIn('root');
    expect(await root.call('POST', `/identity/users/${id}/suspend`, {})).toMatchObject({
      status: 200,
      body: { state: 'suspended' },
    });
    const answers = await Promise.all([
      office.browser().signIn('erika', 'not the password at all'),
      office.browser().signIn('nobody', goodPassword),
      office.browser().signIn('gone', goodPassword),
    ]);
    for (const answer of answers) expect(answer).toMatchObject(refused);
    const bodies = answers.map(({ body: { requestId: _id, ...body } }) => JSON.stringify(body));
    expect(new Set(bodies).size).toBe(1);
    expect((await office.browser().signIn('erika', '')).status).toBe(422);
  });

  it('PRD-AUT-22 signs out: the same cookie opens nothing any more', async () => {
    const browser = office.browser();
    await browser.signIn('erika');
    const { cookie } = browser;
    const out = await browser.call('POST', '/identity/sign-out', {});
    expect(out.status).toBe(204);
    expect(out.headers['set-cookie']).toMatch(/^__Host-kontor=; .*Max-Age=0/);
    browser.cookie = cookie;
    expect(await browser.call('GET', '/identity/session')).toMatchObject(nobody);
  });

  it('gives a new session at each sign-in and ends the one before', async () => {
    const browser = office.browser();
    await browser.signIn('erika');
    const first = browser.cookie;
    await browser.signIn('erika');
    expect(browser.cookie).not.toBe(first);
    browser.cookie = first;
    expect(await browser.call('GET', '/identity/session')).toMatchObject(nobody);
  });

  it('refuses a sign-in or sign-out that another site sends', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const answer = await office
      .browser()
      .call('POST', '/identity/sign-in', { username: 'erika', password: goodPassword }, foreign);
    expect(answer).toMatchObject({ status: 403, body: { code: 'kernel.crossSiteRequest' } });
  });

  it('shows people their own sessions only, and lets them end those', async () => {
    const [desk, phone, other] = [office.browser(), office.browser(), office.browser()];
    await desk.signIn('erika');
    await phone.call(
      'POST',
      '/identity/sign-in',
      { username: 'erika', password: goodPassword },
      {
        'user-agent': 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
      },
    );
    await other.signIn('root');
    const list = await desk.call('GET', '/identity/sessions?filter[state]=active&fields=device,user,state');
    const items = list.body.items as { id: number; device: string; user: { id: number } }[];
    expect(new Set(items.map((item) => item.user.id)).size).toBe(1);
    expect(JSON.stringify(list.body)).not.toContain('tokenHash');
    const onPhone = items.find(({ device }) => device === 'Firefox, Android');
    expect(await other.call('POST', `/identity/sessions/${onPhone?.id}/end`, {})).toMatchObject({ status: 200 });
    expect(await phone.call('GET', '/identity/session')).toMatchObject(nobody);
    const roots = await office.t.ctx.db
      .selectFrom('identity_session')
      .select('id')
      .where('state', '=', 'active')
      .where('user', '=', await office.idOf('identity_user', 'username', 'root'))
      .executeTakeFirstOrThrow();
    expect(await desk.call('POST', `/identity/sessions/${roots.id}/end`, {})).toMatchObject({ status: 404 });
    expect((await other.call('GET', '/identity/session')).body.user).not.toBeNull();
  });

  it('asks the database once per session and second, however many requests there are', async () => {
    const browser = office.browser();
    await browser.signIn('erika');
    office.time.now += 5_000;
    const unknownRoute = () => browser.call('GET', '/identity/users/0/history');
    await unknownRoute();
    const before = office.t.app.engine.statements();
    for (let round = 0; round < 20; round++) expect((await unknownRoute()).status).toBe(403);
    expect(office.t.app.engine.statements() - before).toBe(0);
    office.time.now += 1_000;
    await Promise.all(Array.from({ length: 20 }, unknownRoute));
    expect(office.t.app.engine.statements() - before).toBeLessThanOrEqual(2);
  });

  it('PRD-AUT-14 ends sessions after a day, those of administrators after four hours, unused ones after twelve', async () => {
    const [clerk, idle, root] = [office.browser(), office.browser(), office.browser()];
    await Promise.all([clerk.signIn('erika'), idle.signIn('erika'), root.signIn('root')]);
    const start = office.time.now;
    const stateAfter = async (browser: typeof clerk, time: number) => {
      office.time.now = start + time;
      return (await browser.call('GET', '/identity/session')).body.user ? 'in' : 'out';
    };
    // Use is noted beside the request; time must not jump before it is.
    const noted = (time: number) =>
      vi.waitFor(async () => {
        const seen = office.t.ctx.db
          .selectFrom('identity_session')
          .select('id')
          .where('last_seen_at', '=', start + time);
        expect(await seen.execute()).toHaveLength(1);
      });
    expect(await stateAfter(root, 4 * hour - 1000)).toBe('in');
    expect(await stateAfter(root, 4 * hour)).toBe('out');
    expect(await stateAfter(clerk, 11 * hour)).toBe('in');
    await noted(11 * hour);
    expect(await stateAfter(idle, 12 * hour)).toBe('out');
    expect(await stateAfter(clerk, 22 * hour)).toBe('in');
    await noted(22 * hour);
    expect(await stateAfter(clerk, 24 * hour - 1000)).toBe('in');
    expect(await stateAfter(clerk, 24 * hour)).toBe('out');
  });

  it('does not take an open page that merely listens for use of the session', async () => {
    const browser = office.browser();
    await browser.signIn('erika');
    const [, cookie = ''] = browser.cookie.split('=');
    const { app } = office.t;
    office.time.now += 11 * hour;
    expect(await app.identity.identify(app, { cookie, passive: true })).not.toBeNull();
    office.time.now += hour;
    expect(await app.identity.identify(app, { cookie, passive: true })).toBeNull();
  });

  it('makes whoever guesses wait, and says for how long', async () => {
    await office.hire('target', []);
    for (let round = 0; round < 10; round++)
      expect((await office.browser().signIn('target', `guess number ${round}`)).status).toBe(401);
    const answer = await office.browser().signIn('target');
    expect(answer).toMatchObject({ status: 429, body: { code: 'kernel.tooManyRequests', params: { minutes: 15 } } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800);
    expect((await office.browser().signIn('erika')).status).toBe(200);
  });
});
