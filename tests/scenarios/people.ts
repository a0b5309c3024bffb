import { expect } from 'vitest';
import type { TestApp } from '#kernel/server/testing.ts';
import { createUser, type NewUser } from '#modules/identity/server/index.ts';

export type Body = Record<string, unknown> & { id: number; version: number };
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Somebody with the rights of his roles, as his browser or scanner speaks for him. */
export interface Person {
  /** What his browser says who he is by. */
  cookie: string;
  get<T = Body & { items: Body[]; total: number }>(path: string): Promise<T>;
  post(path: string, body?: unknown): Promise<Body>;
  /** Saves over the version that was read. */
  patch(path: string, body: unknown): Promise<Body>;
  /** The bare answer, whatever its status. */
  try(
    method: Method,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Body; raw: Buffer }>;
}

const password = 'vier blaue Stühle tanzen';
const loopback = { host: '127.0.0.1' };

/** A user with a role, called as it is where nobody says otherwise: `warehouse-clerk` for `warehouse_clerk`. */
export const employ = async (t: TestApp, role: string, more: Partial<NewUser> = {}): Promise<void> => {
  const username = more.username ?? role.replaceAll('_', '-');
  await createUser(t.ctx, { displayName: username, password, roles: [role], ...more, username });
};

/** Signs in as a browser does, and goes on with the session's cookie. */
export async function signIn(t: TestApp, username: string): Promise<Person> {
  const answer = await t.call('POST', '/identity/sign-in', { body: { username, password }, headers: loopback });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const attempt: Person['try'] = async (method, path, body, headers) => {
    const said = await t.call(method, path, {
      ...(body !== undefined && { body }),
      headers: { ...loopback, cookie, ...headers },
    });
    return { status: said.status, body: said.body as Body, raw: said.raw };
  };
  const demand = async (...[method, path, ...rest]: Parameters<Person['try']>) => {
    const { status, body } = await attempt(method, path, ...rest);
    if (status >= 300) throw new Error(`${username}: ${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  return {
    cookie,
    get: <T>(path: string) => demand('GET', path) as Promise<T>,
    post: (path, body = {}) => demand('POST', path, body),
    patch: async (path, body) => {
      const { version } = await demand('GET', path);
      return demand('PATCH', path, body, { 'if-match': `"${version}"` });
    },
    try: attempt,
  };
}
