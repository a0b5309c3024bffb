import type { Ctx } from '#kernel/server/ctx.ts';
import { can } from '#kernel/server/ctx.ts';
import { defineServer } from '#kernel/server/module.ts';
import { type Scope, serve } from '#kernel/server/served.ts';
import { apiToken, identityContract, role, session, user } from '../contract/index.ts';
import { oneTimeLink } from './links/one-time-link.ts';
import { credential } from './password/credential.ts';
import { checkRole } from './roles/check-role.ts';
import { copyRole } from './roles/copy-role.ts';
import { seedRoles } from './roles/seed-roles.ts';
import { identityRoutes } from './routes.ts';
import { checkUser } from './users/check-user.ts';
import { endSessionsOfUser, suspendUser } from './users/user-verbs.ts';
import { normaliseUsername } from './users/username.ts';

export { announceSetUp } from './links/set-up.ts';
export { identityPort } from './port/identity-port.ts';
export { type Recipient, usersWith } from './roles/users-with.ts';
export { createToken, type NewToken } from './tokens/issue-token.ts';
export { createUser, type NewUser } from './users/create-user.ts';

const own =
  (permission: string) =>
  (ctx: Ctx): Scope =>
    can(ctx, permission) || ((eb) => eb('user', '=', ctx.actor.id));
const nothing = async () => undefined;

export const identityServer = defineServer(identityContract, {
  resources: [
    serve(user, {
      derive: ({ username }) => (username ? { username: normaliseUsername(username) } : {}),
      check: checkUser,
      verbs: { suspend: suspendUser, activate: nothing, endSessions: endSessionsOfUser },
    }),
    serve(role, { check: checkRole, verbs: { copy: copyRole } }),
    serve(session, { scope: own('identity.session:all'), verbs: { end: nothing } }),
    serve(apiToken, { scope: own('identity.apiToken:all'), verbs: { revoke: nothing } }),
    serve(credential, {}),
    serve(oneTimeLink, { verbs: { use: nothing } }),
  ],
  routes: identityRoutes,
  seed: seedRoles,
});
