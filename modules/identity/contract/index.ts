import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { apiToken } from './api-token.ts';
import { identityErrors } from './errors.ts';
import { role } from './role.ts';
import { session } from './session.ts';
import { user } from './user.ts';

export { apiToken, identityErrors, role, session, user };

export const identityContract = defineContract(module, {
  resources: [role, user, session, apiToken],
  errors: [identityErrors],
  permissions: [
    'identity.user:resetPassword',
    'identity.session:all',
    'identity.apiToken:create',
    'identity.apiToken:all',
  ],
});
