import { defineContract } from '#kernel/contract/index.ts';
import { trusted } from '#kernel/server/ctx.ts';
import { defineServer } from '#kernel/server/module.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { role, user } from '#modules/identity/contract/index.ts';
import { identityServer } from '#modules/identity/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import type { Inbox } from '../contract/index.ts';
import { notificationServer } from '../server/index.ts';

/** A module that has something to tell. */
const stoveServer = defineServer(
  defineContract(
    { name: 'stove', depends: [] },
    {
      permissions: ['stove.fire:read', 'stove.lid:read'],
      notices: [
        { kind: 'stove.fire', level: 'critical', permission: 'stove.fire:read' },
        { kind: 'stove.lid', level: 'info', permission: 'stove.lid:read' },
      ],
    },
  ),
);

/** Sentences as `<language> <id> <params>`, which is all that these scenarios ask of them. */
const texts = {
  say: (language: string, id: string, params = {}) => `${language} ${id} ${Object.values(params).join(' ')}`.trim(),
  has: () => true,
  ids: () => [],
  add: () => undefined,
};

export interface Office {
  t: TestApp;
  users: { anna: number; ben: number; carl: number };
  /** Role of the casters: Anna and Ben. */
  casters: number;
  inbox(user: number, query?: string): Promise<Inbox>;
  call(user: number, method: 'GET' | 'POST', url: string, body?: unknown): ReturnType<TestApp['call']>;
}

/** Anna and Ben cast and hear of fire; Carl, in the office, does not. */
export async function openOffice(clock?: () => number): Promise<Office> {
  const t = await testApp([orgServer, identityServer, notificationServer, stoveServer], {
    texts,
    ...(clock && { clock }),
  });
  for (const module of [orgServer, identityServer]) await module.seed?.(t.ctx);
  const ctx = trusted(t.ctx);
  const name = { de: 'Gießer', en: 'Casters' };
  const [casters, office] = await create(ctx, role, [
    { code: 'casters', name, permissions: [{ permission: 'stove.fire:read' }, { permission: 'stove.lid:read' }] },
    { code: 'office', name, permissions: [{ permission: 'stove.lid:read' }] },
  ]);
  const people = [
    { username: 'anna', displayName: 'Anna', email: 'anna@example.com', roles: [casters?.id ?? 0] },
    { username: 'ben', displayName: 'Ben', language: 'en' as const, roles: [casters?.id ?? 0] },
    { username: 'carl', displayName: 'Carl', email: 'carl@example.com', roles: [office?.id ?? 0] },
  ];
  const [anna = 0, ben = 0, carl = 0] = (await create(ctx, user, people)).map(({ id }) => id);
  const rights = (id: number) => `${id}:stove.lid:read${id === carl ? '' : ',stove.fire:read'}`;
  const call: Office['call'] = (id, method, url, body) =>
    t.call(method, url, { as: rights(id), ...(body !== undefined && { body }) });
  return {
    t,
    users: { anna, ben, carl },
    casters: casters?.id ?? 0,
    call,
    inbox: async (id, query = '') => (await call(id, 'GET', `/notification/inbox${query}`)).body as unknown as Inbox,
  };
}
