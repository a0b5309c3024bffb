import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken, identityServer } from '../server/index.ts';
import { type Browser, type Office, openOffice } from './office.ts';

const signedOut = { status: 401, body: { code: 'kernel.notSignedIn' } };
const nobody = { status: 200, body: { user: null, permissions: [], roles: [] } };
const missing = (permission: string) => ({
  status: 403,
  body: { code: 'kernel.missingPermission', params: { permission } },
});

describe('users, roles and rights', () => {
  let office: Office;
  let root: Browser;
  let admin: Browser;
  const roleId = (code: string) => office.idOf('identity_role', 'code', code);
  const newRole = async (code: string, permissions: string[]) => {
    const body = { code, name: { de: code, en: null }, permissions: permissions.map((permission) => ({ permission })) };
    return root.call('POST', '/identity/roles', body);
  };
  beforeAll(async () => {
    office = await openOffice();
    await office.hire('root', ['system_administrator']);
    await office.hire('admin', ['administrator']);
    [root, admin] = [office.browser(), office.browser()];
    await root.signIn('root');
    await admin.signIn('admin');
  });
  afterAll(() => office.t.close());

  it('PRD-ROL-17 begins with sixteen roles; a second seed changes nothing', async () => {
    const roles = await root.call('GET', '/identity/roles?limit=50');
    expect(roles.body.total).toBe(16);
    const entries = () => office.t.ctx.db.selectFrom('kernel_audit').select('id').execute();
    const before = (await entries()).length;
    await identityServer.seed?.(office.t.ctx);
    expect((await entries()).length).toBe(before);
    expect((await root.call('GET', '/identity/roles')).body.total).toBe(16);
  });

  it('a later seed gives back what a role lost and takes away what it should not have', async () => {
    const id = await roleId('viewer');
    await office.t.app.engine.transaction(async (db) => {
      await db
        .deleteFrom('identity_role_permissions')
        .where('parent_id', '=', id)
        .where('permission', '=', 'org.unit:read')
        .execute();
      await db
        .updateTable('identity_role_permissions')
        .set({ permission: 'org.unit:delete' })
        .where('parent_id', '=', id)
        .where('permission', '=', 'org.taxRate:read')
        .execute();
    });
    await identityServer.seed?.(office.t.ctx);
    const { body } = await root.call('GET', `/identity/roles/${id}`);
    const held = (body.permissions as { permission: string }[]).map(({ permission }) => permission);
    expect(held).toEqual(expect.arrayContaining(['org.unit:read', 'org.taxRate:read']));
    expect(held).not.toContain('org.unit:delete');
  });

  it('PRD-ROL-28 protects the roles Kontor brings along; a copy is one’s own', async () => {
    const id = await roleId('warehouse_clerk');
    const found = await root.call('GET', `/identity/roles/${id}`);
    expect(found.body.abilities).toMatchObject({ update: false, delete: false, verbs: ['copy'] });
    const ifMatch = { 'if-match': `"${found.body.version}"` };
    const change = { name: { de: 'Lager', en: null } };
    expect(await root.call('PATCH', `/identity/roles/${id}`, change, ifMatch)).toMatchObject({
      status: 409,
      body: { code: 'kernel.immutable' },
    });
    expect(await root.call('DELETE', `/identity/roles/${id}`, undefined, ifMatch)).toMatchObject({ status: 409 });
    const copy = { code: 'packer', name: { de: 'Packerin', en: 'Packer' } };
    expect((await root.call('POST', `/identity/roles/${id}/copy`, copy)).status).toBe(200);
    const { body } = await root.call('GET', `/identity/roles/${await roleId('packer')}`);
    expect(body).toMatchObject({ state: 'custom', abilities: { update: true, delete: true } });
    expect(body.permissions).toHaveLength((found.body.permissions as unknown[]).length);
  });

  it('PRD-ROL-25 a ticked permission acts on the next request', async () => {
    const created = await newRole('stock_reader', ['org.unit:read']);
    expect(created.status).toBe(201);
    await office.hire('wilma', ['stock_reader']);
    const wilma = office.browser();
    await wilma.signIn('wilma');
    expect((await wilma.call('GET', '/org/units')).status).toBe(200);
    expect(await wilma.call('GET', '/org/tax-rates')).toMatchObject(missing('org.taxRate:read'));
    const patch = (permissions: string[], version: number) =>
      root.call(
        'PATCH',
        `/identity/roles/${created.body.id}`,
        { permissions: permissions.map((permission) => ({ permission })) },
        { 'if-match': `"${version}"` },
      );
    expect((await patch(['org.taxRate:read'], 1)).status).toBe(200);
    expect((await wilma.call('GET', '/org/tax-rates')).status).toBe(200);
    expect(await wilma.call('GET', '/org/units')).toMatchObject(missing('org.unit:read'));
    expect((await patch([], 2)).status).toBe(200);
    expect(await wilma.call('GET', '/org/tax-rates')).toMatchObject(missing('org.taxRate:read'));
  });

  it('PRD-ROL-18 PRD-AUT-20 the roles of a user add up, and a role given or taken acts on the next request', async () => {
    await newRole('units', ['org.unit:read']);
    await newRole('taxes', ['org.taxRate:read']);
    const id = await office.hire('theo', ['units']);
    const theo = office.browser();
    await theo.signIn('theo');
    const give = async (...codes: string[]) => {
      const { body } = await root.call('GET', `/identity/users/${id}`);
      const roles = await Promise.all(codes.map(roleId));
      return root.call('PATCH', `/identity/users/${id}`, { roles }, { 'if-match': `"${body.version}"` });
    };
    expect((await theo.call('GET', '/org/tax-rates')).status).toBe(403);
    expect((await give('units', 'taxes')).status).toBe(200);
    expect((await theo.call('GET', '/org/tax-rates')).status).toBe(200);
    expect((await theo.call('GET', '/org/units')).status).toBe(200);
    expect((await theo.call('GET', '/identity/session')).body).toMatchObject({
      roles: ['taxes', 'units'],
      permissions: ['org.taxRate:read', 'org.unit:read'],
    });
    await give('taxes');
    expect((await theo.call('GET', '/org/units')).status).toBe(403);
    const history = await root.call('GET', `/identity/users/${id}/history`);
    expect((history.body.items as { changes: object }[])[0]?.changes).toHaveProperty('roles');
  });

  it('PRD-PRM-30 nobody grants rights he lacks, in a role or to a user', async () => {
    await newRole('user_admin', [
      'identity.user:read',
      'identity.user:update',
      'identity.user:assignRoles',
      'identity.user:suspend',
      'identity.user:resetPassword',
      'identity.role:read',
      'identity.role:create',
      'identity.role:copy',
    ]);
    await office.hire('uwe', ['user_admin']);
    const victim = await office.hire('vera', []);
    const uwe = office.browser();
    await uwe.signIn('uwe');
    const held = { status: 403, body: { code: 'identity.rightsNotHeld' } };
    const body = { code: 'mine', name: { de: 'Meine', en: null }, permissions: [{ permission: 'org.unit:delete' }] };
    expect(await uwe.call('POST', '/identity/roles', body)).toMatchObject({
      ...held,
      body: { params: { permissions: 'org.unit:delete' } },
    });
    expect(await uwe.call('POST', '/identity/roles', { ...body, permissions: [{ permission: '*' }] })).toMatchObject(
      held,
    );
    expect(
      await uwe.call('POST', `/identity/roles/${await roleId('viewer')}/copy`, { code: 'mine', name: body.name }),
    ).toMatchObject(held);
    const give = (role: number, user = victim) =>
      uwe.call('PATCH', `/identity/users/${user}`, { roles: [role] }, { 'if-match': '"1"' });
    expect(await give(await roleId('viewer'))).toMatchObject(held);
    expect(await give(await roleId('system_administrator'))).toMatchObject(held);
    const adminId = await office.idOf('identity_user', 'username', 'admin');
    const stronger = { status: 403, body: { code: 'identity.strongerUser' } };
    expect(await uwe.call('POST', `/identity/users/${adminId}/suspend`, {})).toMatchObject(stronger);
    expect(await uwe.call('POST', `/identity/users/${adminId}/password-link`, {})).toMatchObject(stronger);
    expect(await uwe.call('PATCH', `/identity/users/${adminId}`, { roles: [] }, { 'if-match': '"1"' })).toMatchObject(
      stronger,
    );
    const rootId = await office.idOf('identity_user', 'username', 'root');
    expect(await admin.call('POST', `/identity/users/${rootId}/suspend`, {})).toMatchObject(stronger);
    expect((await give(await roleId('user_admin'))).status).toBe(200);
    expect((await admin.call('GET', '/identity/session')).body.user).not.toBeNull();
  });

  it('refuses permissions that do not exist, and the same one twice', async () => {
    expect(await newRole('typo', ['org.unit:raed'])).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'permissions.0.permission', code: 'identity.unknownPermission' }] },
    });
    expect(await newRole('twice', ['org.unit:read', 'org.unit:read'])).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'permissions.1.permission', code: 'kernel.duplicate' }] },
    });
  });

  it('assigns roles only to those who may, and takes no roles by mass assignment', async () => {
    await newRole('personnel', ['identity.user:create', 'identity.user:read']);
    await office.hire('petra', ['personnel']);
    const petra = office.browser();
    await petra.signIn('petra');
    const body = { username: 'newcomer', displayName: 'Neu' };
    expect(await petra.call('POST', '/identity/users', { ...body, roles: [await roleId('personnel')] })).toMatchObject({
      status: 403,
      body: { code: 'kernel.fieldNotPermitted', fields: [{ path: 'roles' }] },
    });
    for (const forged of ['state', 'lastSignInAt', 'passwordChangedAt', 'passwordHash', 'id', 'version']) {
      const answer = await petra.call('POST', '/identity/users', { ...body, [forged]: 1 });
      expect(answer, forged).toMatchObject({
        status: 422,
        body: { fields: [{ path: forged, code: 'kernel.unknownField' }] },
      });
    }
    expect((await petra.call('POST', '/identity/users', body)).status).toBe(201);
    expect(await petra.call('POST', '/identity/users', { ...body, username: 'NewComer' })).toMatchObject({
      status: 409,
      body: { fields: [{ path: 'username' }] },
    });
  });

  it('PRD-USR-15 suspending ends access at once and keeps the roles; the last one who may everything stays', async () => {
    const id = await office.hire('susi', ['viewer']);
    const susi = office.browser();
    await susi.signIn('susi');
    expect((await susi.call('GET', '/org/units')).status).toBe(200);
    expect((await root.call('POST', `/identity/users/${id}/suspend`, {})).status).toBe(200);
    expect(await susi.call('GET', '/org/units')).toMatchObject(signedOut);
    expect(await office.t.app.identity.actorOf(office.t.app, id)).toBeNull();
    expect(await root.call('POST', `/identity/users/${id}/activate`, {})).toMatchObject({
      status: 200,
      body: { state: 'active', roles: [{ title: 'Betrachter' }] },
    });
    expect(await susi.call('GET', '/org/units')).toMatchObject(signedOut);
    expect((await susi.signIn('susi')).status).toBe(200);
    const rootId = await office.idOf('identity_user', 'username', 'root');
    expect(await root.call('POST', `/identity/users/${rootId}/suspend`, {})).toMatchObject({
      status: 409,
      body: { code: 'identity.notYourself' },
    });
    const { body } = await root.call('GET', `/identity/users/${rootId}`);
    expect(
      await root.call('PATCH', `/identity/users/${rootId}`, { roles: [] }, { 'if-match': `"${body.version}"` }),
    ).toMatchObject({ status: 409, body: { code: 'identity.lastAdministrator' } });
  });

  it('an administrator can end all sessions of a user', async () => {
    const id = await office.hire('lost', ['viewer']);
    const phone = office.browser();
    await phone.signIn('lost');
    expect((await root.call('POST', `/identity/users/${id}/endSessions`, {})).status).toBe(200);
    expect(await phone.call('GET', '/identity/session')).toMatchObject(nobody);
  });

  it('PRD-API-02 PRD-API-03 a token acts within its scopes and its user’s rights, until it is revoked or too old', async () => {
    const id = await office.hire('machine', ['viewer']);
    const { t, time } = office;
    const issue = (scopes: string[]) =>
      createToken(t.ctx, { username: 'machine', name: scopes.join(), scopes, expiresInDays: 30 });
    const { token, row } = await issue(['org.*:read', 'org.unit:delete']);
    expect(token).toMatch(/^kontor_[\w-]{43}$/);
    const get = (url: string, as = token) => t.call('GET', url, { as });
    expect((await get('/org/units')).status).toBe(200);
    expect(await t.call('DELETE', '/org/units/1', { as: token, headers: { 'if-match': '"1"' } })).toMatchObject(
      missing('org.unit:delete'),
    );
    expect(await get('/identity/sessions')).toMatchObject(missing('identity.session:read'));
    expect((await get('/identity/sessions', (await issue(['*'])).token)).status).toBe(200);
    for (const [url, body] of [
      ['/identity/password', { current: 'a', new: 'b' }],
      ['/identity/api-tokens', { name: 'x', scopes: ['*'] }],
    ] as const) {
      const answer = await t.call('POST', url, { as: (await issue(['*'])).token, body });
      expect(answer.status, url).toBe(403);
    }
    for (const name of ['a\u0000', '\ud800', ' '])
      expect(await root.call('POST', '/identity/api-tokens', { name, scopes: ['*'] })).toMatchObject({
        status: 422,
        body: { fields: [{ path: 'name' }] },
      });
    const stored = JSON.stringify([
      await t.ctx.db.selectFrom('identity_api_token').selectAll().execute(),
      await t.ctx.db.selectFrom('kernel_audit').selectAll().execute(),
    ]);
    expect(stored).not.toContain(token);
    expect(JSON.stringify((await root.call('GET', `/identity/api-tokens/${row.id}`)).body)).not.toMatch(/tokenHash/);
    await expect(issue(['org.unti:read'])).rejects.toMatchObject({ code: 'identity.unknownPermission' });
    expect((await root.call('POST', `/identity/api-tokens/${row.id}/revoke`, {})).status).toBe(200);
    expect(await get('/org/units')).toMatchObject(signedOut);
    const second = (await issue(['org.*:read'])).token;
    await root.call('POST', `/identity/users/${id}/suspend`, {});
    expect(await get('/org/units', second)).toMatchObject(signedOut);
    await root.call('POST', `/identity/users/${id}/activate`, {});
    expect((await get('/org/units', second)).status).toBe(200);
    time.now += 31 * 24 * 3_600_000;
    expect(await get('/org/units', second)).toMatchObject(signedOut);
  });

  it('opens no way to the internal resources, not even for who may everything', async () => {
    for (const path of ['credentials', 'one-time-links']) {
      expect(await root.call('GET', `/identity/${path}`)).toMatchObject({
        status: 404,
        body: { code: 'kernel.routeNotFound' },
      });
    }
    expect(office.t.app.permissions.filter((permission) => /credential|oneTimeLink/.test(permission))).toEqual([]);
  });
});
