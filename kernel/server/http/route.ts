import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { kernelErrors } from '#kernel/contract/index.ts';
import type { App } from '../app.ts';
import { type Ctx, createCtx } from '../ctx.ts';
import type { Answer, AnyRoute } from '../module.ts';
import { parse } from '../write.ts';
import { actorOf } from './guard.ts';
import type { Idempotency } from './idempotency.ts';

export const apiBase = '/api/v1';

/** RFC 7240: whoever sends `Prefer: handling=strict` has warnings refused like errors. */
const isStrict = ({ headers }: FastifyRequest): boolean => /\bhandling=strict\b/.test(String(headers.prefer ?? ''));

const ctxOf = (app: App, request: FastifyRequest): Ctx => ({
  ...createCtx(app, actorOf(request), { language: request.language, requestId: request.id }),
  strict: isStrict(request),
});

function send(reply: FastifyReply, { status = 200, body, headers = {} }: Answer): FastifyReply {
  void reply.code(status).headers({ 'cache-control': 'no-store', ...headers });
  if (body === undefined) return reply.send();
  if (body instanceof Uint8Array || typeof (body as { pipe?: unknown }).pipe === 'function') return reply.send(body);
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}

const emptyObject = z.strictObject({});

/** Registers a declared route: access, parsing of body and query, idempotency, answer. */
export function addRoute(server: FastifyInstance, app: App, route: AnyRoute, idempotency: Idempotency): void {
  const querySchema = route.query;
  server.route({
    method: route.method,
    url: apiBase + route.path,
    config: { access: route.access },
    schema: {
      summary: route.summary,
      tags: [route.path.split('/')[1] ?? ''],
      ...(route.body && { body: route.body }),
      ...(querySchema && { querystring: querySchema }),
      ...(route.response && { response: { 200: route.response } }),
    },
    handler: async (request, reply) => {
      const ctx = ctxOf(app, request);
      // An upload is bytes, not fields.
      if (route.body && request.body instanceof Uint8Array) throw kernelErrors.unsupportedMediaType();
      const body = route.body ? parse(route.body, request.body ?? {}) : request.body;
      const { lang: _lang, ...given } = request.query as Record<string, unknown>;
      const query = parse(querySchema ?? emptyObject, given);
      const run = (inner: Ctx) =>
        route.handle(inner, { body, query, params: request.params as Record<string, string>, request });
      const key = request.headers['idempotency-key'];
      if (route.method !== 'POST' || route.confidential || typeof key !== 'string') return send(reply, await run(ctx));
      const sent =
        request.body instanceof Uint8Array
          ? Buffer.from(request.body).toString('base64')
          : JSON.stringify(request.body ?? null);
      return send(reply, await idempotency(ctx, key, `${request.method} ${request.url} ${sent}`, run));
    },
  });
}
