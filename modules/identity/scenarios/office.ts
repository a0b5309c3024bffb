import { type CallOptions, type TestApp, testApp } from '#kernel/server/testing.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { createUser, identityPort, identityServer, type NewUser } from '../server/index.ts';

export const goodPassword = 'gieß drei Löwen vor neun';

type Answer = Awaited<ReturnType<TestApp['call']>>;
type Method = Parameters<TestApp['call']>[0];

/** A browser: it keeps the cookie it was given. */
export interface Browser {
  call(method: Method, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  signIn(username: string, password?: string): Promise<Answer>;
  cookie: string;
}

export interface Office {
  t: TestApp;
  /** The clock of the house, in ms; tests move it. */
  time: { now: number };
  browser(): Browser;
  hire(username: string, roles: string[], more?: Partial<NewUser>): Promise<number>;
  idOf(resource: string, column: string, value: string): Promise<number>;
}

/** The identity module over HTTP, on an empty database with the roles Kontor brings along. */
export async function openOffice(): Promise<Office> {
  const time = { now: Date.parse('2026-03-02T08:00:00Z') };
  const t = await testApp([orgServer, identityServer], { identity: identityPort, clock: () => time.now });
  await identityServer.seed?.(t.ctx);
  return {
    t,
    time,
    browser: () => browserOf(t),
    hire: async (username, roles, more = {}) =>
      (await createUser(t.ctx, { username, displayName: `Frau ${username}`, password: goodPassword, roles, ...more }))
        .id,
    idOf: async (table, column, value) => {
      const row = await t.ctx.db.selectFrom(table).select('id').where(column, '=', value).executeTakeFirstOrThrow();
      return Number(row.id);
    },
  };
}

function browserOf(t: TestApp): Browser {
  const browser: Browser = {
    cookie: '',
    async call(method, url, body, headers = {}) {
      const options: CallOptions = { headers: { ...headers, ...(browser.cookie && { cookie: browser.cookie }) } };
      if (body !== undefined) options.body = body;
      const answer = await t.call(method, url, options);
      const [pair = ''] = String(answer.headers['set-cookie'] ?? '').split(';');
      if (pair) browser.cookie = pair;
      return answer;
    },
    signIn: (username, password = goodPassword) => browser.call('POST', '/identity/sign-in', { username, password }),
  };
  return browser;
}
