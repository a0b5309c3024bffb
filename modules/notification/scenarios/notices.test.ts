import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Changed } from '#kernel/server/app.ts';
import type { Preferences } from '../contract/index.ts';
import { tell } from '../server/index.ts';
import { type Office, openOffice } from './office.ts';

let now = Date.parse('2026-11-23T09:00:00Z');
let office: Office;
beforeEach(async () => {
  office = await openOffice(() => now);
});
afterEach(() => office.t.close());

const fire = { kind: 'stove.fire', params: { place: 'Kessel', name: { de: 'Zinn', en: 'Tin' } } };
const lid = { kind: 'stove.lid', params: { place: 'Deckel' } };
const textsOf = async (user: number) => (await office.inbox(user)).items.map(({ text }) => text);

describe('notices', () => {
  it('PRD-WSR-22 reach those whom they concern, each in his language, counted until they are read', async () => {
    const { anna, ben, carl } = office.users;
    await tell(office.t.ctx, [fire, { ...lid, record: { resource: 'identity.user', id: anna } }]);
    expect(await textsOf(anna)).toEqual(['de notice.stove.lid Deckel', 'de notice.stove.fire Kessel Zinn']);
    expect(await textsOf(carl)).toEqual(['de notice.stove.lid Deckel']);
    const english = await office.t.call('GET', '/notification/inbox', {
      as: `${ben}:stove.fire:read,stove.lid:read`,
      language: 'en',
    });
    expect(english.body.items).toMatchObject([
      { text: 'en notice.stove.lid Deckel', path: `identity/users/${anna}`, level: 'info', isRead: false },
      { text: 'en notice.stove.fire Kessel Tin', path: null, level: 'critical' },
    ]);
    const [latest, first] = (await office.inbox(anna)).items;
    expect(await office.call(anna, 'POST', '/notification/inbox/read', { ids: [first?.id] })).toMatchObject({
      body: { unread: 1 },
    });
    expect((await office.inbox(anna, '?show=unread')).items.map(({ id }) => id)).toEqual([latest?.id]);
    await office.call(anna, 'POST', '/notification/inbox/read', { through: latest?.id });
    expect((await office.inbox(anna)).unread).toBe(0);
    expect((await office.inbox(carl)).unread).toBe(1);
  });

  it("PRD-PRM-43 are nobody else's: others' notices can neither be seen nor marked", async () => {
    const { anna, carl } = office.users;
    await tell(office.t.ctx, [fire]);
    const [notice] = (await office.inbox(anna)).items;
    expect((await office.inbox(carl)).items).toEqual([]);
    await office.call(carl, 'POST', '/notification/inbox/read', { ids: [notice?.id] });
    expect((await office.inbox(anna)).unread).toBe(1);
  });

  it('PRD-WSR-29 are told to their readers alone, and not to who did it where he knows already', async () => {
    const { anna, ben } = office.users;
    const heard: Changed[] = [];
    office.t.app.onChanged((change) => heard.push(change));
    const asAnna = { ...office.t.ctx, actor: { ...office.t.ctx.actor, id: anna } };
    await tell(asAnna, [fire], { exceptActor: true });
    expect(heard.filter(({ users }) => users)).toEqual([
      { resource: 'notification.notice', ids: [], action: 'create', users: [ben] },
    ]);
    expect(await textsOf(anna)).toEqual([]);
  });

  it('come page by page, and are forgotten after a quarter of a year', async () => {
    const { carl } = office.users;
    for (let n = 0; n < 5; n++) await tell(office.t.ctx, [{ ...lid, params: { n } }]);
    const page = await office.inbox(carl, '?limit=2');
    const next = await office.inbox(carl, `?limit=10&before=${page.next}`);
    expect([...page.items, ...next.items].map(({ text }) => text.at(-1))).toEqual(['4', '3', '2', '1', '0']);
    expect(next.next).toBeNull();
    now += 89 * 86_400_000;
    await tell(office.t.ctx, [lid]);
    now += 2 * 86_400_000;
    await office.t.app.timed.run('forgetNotices');
    expect((await office.inbox(carl)).items).toHaveLength(1);
  });

  it('are shown to whoever may still know of such things', async () => {
    const { anna } = office.users;
    await tell(office.t.ctx, [fire, lid]);
    expect((await office.inbox(anna)).unread).toBe(2);
    const later = { as: `${anna}:stove.lid:read` };
    const { body } = await office.t.call('GET', '/notification/inbox', later);
    expect(body).toMatchObject({ unread: 1, items: [{ kind: 'stove.lid' }] });
    expect((await office.t.call('GET', '/notification/inbox', { as: `${anna}:other` })).body).toMatchObject({
      unread: 0,
      items: [],
    });
  });
});

describe('PRD-WSR-23 preferences', () => {
  const choose = (user: number, body: object) => office.call(user, 'POST', '/notification/preferences', body);
  const preferences = async (user: number, query = '') =>
    (await office.call(user, 'GET', `/notification/preferences${query}`)).body as unknown as Preferences;

  it('show the kinds that concern one, by importance; off means that none arrives', async () => {
    const { anna, ben, carl } = office.users;
    expect((await preferences(anna)).items).toMatchObject([
      { kind: 'stove.fire', level: 'critical', chosen: null, usual: 'mail' },
      { kind: 'stove.lid', level: 'info', chosen: null, usual: 'bell' },
    ]);
    expect((await preferences(carl)).items.map(({ kind }) => kind)).toEqual(['stove.lid']);
    await choose(anna, { kind: 'stove.fire', channel: 'off' });
    await tell(office.t.ctx, [fire]);
    expect(await textsOf(anna)).toEqual([]);
    expect(await textsOf(ben)).toHaveLength(1);
    await choose(anna, { kind: 'stove.fire', channel: 'bell' });
    await choose(anna, { kind: 'stove.fire', channel: null });
    await tell(office.t.ctx, [fire]);
    expect(await textsOf(anna)).toHaveLength(1);
    expect(await choose(carl, { kind: 'stove.fire', channel: 'bell' })).toMatchObject({
      status: 404,
      body: { code: 'notification.unknownKind' },
    });
  });

  it('can be set for a role by who may; what a user chooses himself comes first', async () => {
    const { anna, ben } = office.users;
    const body = { kind: 'stove.lid', channel: 'off', role: office.casters };
    expect((await choose(anna, body)).status).toBe(403);
    const boss = { as: `${anna}:notification.preference:manage` };
    expect((await office.t.call('POST', '/notification/preferences', { ...boss, body })).body.items).toMatchObject([
      { kind: 'stove.fire', chosen: null },
      { kind: 'stove.lid', chosen: 'off', usual: 'bell' },
    ]);
    await choose(ben, { kind: 'stove.lid', channel: 'bell' });
    await tell(office.t.ctx, [lid]);
    expect([await textsOf(anna), await textsOf(ben)]).toEqual([[], ['de notice.stove.lid Deckel']]);
    expect((await preferences(anna)).items[1]).toMatchObject({ chosen: null, usual: 'off' });
  });

  it('are chosen once, however often one presses, and for roles that there are', async () => {
    const { anna } = office.users;
    const body = { kind: 'stove.lid', channel: 'mail' };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => choose(anna, body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const stored = await office.t.ctx.db.selectFrom('notification_preference').selectAll().execute();
    expect(stored).toMatchObject([{ channel: 'mail' }]);
    const boss = { as: `${anna}:notification.preference:manage` };
    for (const role of [4711, 2 ** 40])
      expect(
        (await office.t.call('POST', '/notification/preferences', { ...boss, body: { ...body, role } })).status,
      ).toBe(422);
  });
});
