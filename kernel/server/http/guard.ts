import type { FastifyInstance, FastifyRequest } from 'fastify';
import { defaultLanguage, isLanguage, kernelErrors, type Language } from '#kernel/contract/index.ts';
import type { App, Identified } from '../app.ts';
import { type Actor, demand } from '../ctx.ts';
import type { AnyRoute } from '../module.ts';

declare module 'fastify' {
  interface FastifyRequest {
    language: Language;
    identified: Identified | null;
  }
  interface FastifyContextConfig {
    access?: AnyRoute['access'];
  }
}

const nobody: Actor = { id: null, username: '', permissions: new Set() };
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `?lang=` over `Accept-Language` over the user's own language. */
export function requestLanguage(request: FastifyRequest): Language {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang;
  if (isLanguage(asked)) return asked;
  const header = request.headers['accept-language']?.slice(0, 2).toLowerCase();
  if (isLanguage(header)) return header;
  return request.identified?.language ?? defaultLanguage;
}

/**
 * Refuses unsafe requests that another site sends through a signed-in browser. Browsers name where a request comes from
 * (`Sec-Fetch-Site`, else `Origin`); a client that sends neither is no browser and cannot be made to act for somebody.
 */
function refuseCrossSite(request: FastifyRequest): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw kernelErrors.crossSiteRequest();
    return;
  }
  const { origin } = request.headers;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== request.headers.host) throw kernelErrors.crossSiteRequest();
}

/** A request of this machine or over TLS: cookies may be bound to the secure origin. */
export const isSecure = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');

function credentialsOf(app: App, request: FastifyRequest): { cookie?: string; bearer?: string } {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { bearer };
  const cookie = request.cookies[app.identity.cookieName(isSecure(request))];
  return cookie ? { cookie } : {};
}

/**
 * Who, from where, with which right: decided for every route, before anything else happens.
 * @param plugins access of the routes that a plugin registers below a prefix, since it cannot declare it.
 */
export function addGuard(
  server: FastifyInstance,
  app: App,
  plugins: Readonly<Record<string, AnyRoute['access']>>,
): void {
  server.decorateRequest('language', defaultLanguage);
  server.decorateRequest('identified', null);
  server.addHook('onRoute', (route) => {
    const plugin = Object.keys(plugins).find((prefix) => route.url.startsWith(prefix));
    if (plugin) route.config = { ...route.config, access: plugins[plugin] ?? 'signedIn' };
    // Default deny: a route that does not say who may call it does not exist (PRD-PRM-41).
    if (route.method !== 'HEAD' && !route.config?.access)
      throw new Error(`route ${String(route.method)} ${route.url} declares no access`);
  });
  server.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access ?? 'public';
    const credentials = credentialsOf(app, request);
    if (credentials.cookie || credentials.bearer) request.identified = await app.identity.identify(app, credentials);
    request.language = requestLanguage(request);
    refuseCrossSite(request);
    if (access === 'public') return;
    if (!request.identified) throw kernelErrors.notSignedIn();
    if (access !== 'signedIn') demand({ actor: request.identified.actor }, access.permission);
  });
}

export const actorOf = (request: FastifyRequest): Actor => request.identified?.actor ?? nobody;
