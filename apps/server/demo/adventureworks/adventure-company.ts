import type { App } from '#kernel/server/app.ts';
import { trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { company } from '#modules/org/contract/index.ts';
import { createDemoUsers } from '../demo-users.ts';
import { adventureSheets } from './adventure-sheets.ts';

interface Told {
  title?: string;
  failed?: number;
}

/**
 * Fills an empty database with the bicycle maker, through the public import, as an administrator would do it by hand.
 * @param url where the server listens
 * @throws Error naming the sheet that was refused
 */
export async function seedAdventureCompany(app: App, url: string, password: string): Promise<void> {
  const ctx = trusted(app.systemCtx('demo'));
  const isEmpty = !(await ctx.db.selectFrom('identity_user').select('id').executeTakeFirst());
  if (!isEmpty) return;
  await create(ctx, company, [
    { name: 'Adventure Works Cycles', street: 'Radweg 1', postalCode: '80331', city: 'München', country: 'DE' },
  ]);
  await createDemoUsers(ctx, password);
  const headers = {
    cookie: await signIn(url, 'system-administrator', password),
    origin: url,
    'content-type': 'text/csv',
  };
  for (const { path, csv } of adventureSheets()) {
    const answer = await fetch(`${url}/api/v1/${path}/import`, { method: 'POST', headers, body: csv });
    const told = (await answer.json()) as Told;
    if (!answer.ok || told.failed) throw new Error(`${path}: ${told.title ?? `${told.failed} rows were refused`}`);
  }
}

async function signIn(url: string, username: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/identity/sign-in`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
