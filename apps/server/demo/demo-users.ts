import type { Language } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { createUser } from '#modules/identity/server/index.ts';

const people: readonly [username: string, displayName: string, language?: Language][] = [
  ['system-administrator', 'Sabine Systemverwalterin'],
  ['administrator', 'Anton Administrator'],
  ['manager', 'Maria Leitung'],
  ['operator', 'Otto Sachbearbeiter'],
  ['viewer', 'Vera Betrachterin'],
  ['sales-representative', 'Susanne Vertrieb'],
  ['sales-manager', 'Stefan Vertriebsleiter'],
  ['production-planner', 'Paula Planerin'],
  ['production-manager', 'Peter Produktion'],
  ['warehouse-clerk', 'Werner Lager'],
  ['warehouse-manager', 'Wilma Lagerleitung'],
  ['purchase-officer', 'Erik Einkauf'],
  ['finance-user', 'Franziska Buchhaltung'],
  ['marketing-user', 'Martin Marketing'],
  ['quality-assurance', 'Quirin Qualität'],
  ['customer-service', 'Clara Kundendienst', 'en'],
];
/** One user per role, named after it (design §11). */
export const demoUsers = people.map(([username, displayName, language = 'de']) => ({
  username,
  displayName,
  language: language as Language,
  role: username.replaceAll('-', '_'),
}));

/** The people of a sample company, all with the same password. */
export async function createDemoUsers(ctx: Ctx, password: string): Promise<void> {
  for (const { username, displayName, language, role } of demoUsers)
    await createUser(ctx, { username, displayName, language, password, roles: [role], anyPassword: true });
}
