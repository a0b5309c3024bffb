import type { Language } from '#kernel/contract/index.ts';
import { type Ctx, tables } from '#kernel/server/ctx.ts';

/** This module's tables as its hand-written reads see them, and the company's one row. */
interface IdentityTables {
  identity_user: {
    id: number;
    username: string;
    display_name: string;
    language: Language;
    state: 'active' | 'suspended';
  };
  identity_user_roles: { parent_id: number; target_id: number };
  identity_role: { id: number; code: string; state: 'custom' | 'system' };
  identity_role_permissions: { parent_id: number; permission: string };
  identity_session: {
    id: number;
    user: number;
    state: 'active' | 'ended';
    address: string;
    token_hash: string;
    created_at: number;
    last_seen_at: number;
    expires_at: number;
  };
  identity_api_token: {
    id: number;
    user: number;
    state: 'active' | 'revoked';
    created_at: number;
    token_hash: string;
    expires_at: number;
    last_used_at: number | null;
  };
  identity_api_token_scopes: { parent_id: number; permission: string };
  identity_credential: { id: number; user: number; password_hash: string };
  identity_one_time_link: {
    id: number;
    purpose: string;
    user: number | null;
    state: 'open' | 'used';
    token_hash: string;
    expires_at: number;
  };
  org_company: { name: string; currency: string };
}

export const identityTables = (ctx: Ctx) => tables<IdentityTables>(ctx);
