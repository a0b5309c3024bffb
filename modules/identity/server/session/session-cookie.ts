import type { FastifyRequest } from 'fastify';
import { isSecure } from '#kernel/server/http/guard.ts';

/**
 * Over TLS, or on this machine, the cookie is bound to exactly this origin (`__Host-`). A plain-HTTP address of the
 * local network cannot have that: browsers refuse the prefix there.
 */
export const cookieName = (secure: boolean): string => (secure ? '__Host-kontor' : 'kontor_session');

/** The header that gives the browser its session; without a token, the one that takes it away. */
export function sessionCookie(request: FastifyRequest, token: string | null): { 'set-cookie': string } {
  const secure = isSecure(request);
  const parts = [`${cookieName(secure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  if (token === null) parts.push('Max-Age=0');
  return { 'set-cookie': parts.join('; ') };
}
