import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { kernelErrors } from '#kernel/contract/index.ts';
import type { App } from '../app.ts';
import { addGuard, requestLanguage } from './guard.ts';
import { addHealth } from './health.ts';
import { createIdempotency, type Idempotency } from './idempotency.ts';
import { kernelRoutes } from './kernel-routes.ts';
import { sendProblem } from './problems.ts';
import { resourceRoutes } from './resource-routes.ts';
import { addRoute } from './route.ts';

export interface HttpOptions {
  dataDir: string;
  /** Proxies whose X-Forwarded-* are believed, as CIDR; nobody by default (quality bar §0.5). */
  trustProxy?: string[];
  /** Replaced by a harness only. */
  idempotency?: Idempotency;
}

const securityHeaders: Record<string, string> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=(), payment=()',
};
const uploadTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];
const largestBody = 2 * 1024 * 1024;
const largestUpload = 64 * 1024 * 1024;

const noSuchPath = (request: FastifyRequest) =>
  kernelErrors.routeNotFound({ path: request.url.split('?')[0]?.slice(0, 200) ?? '' });

function refusePath(app: App, request: FastifyRequest, reply: FastifyReply): void {
  request.language = requestLanguage(request);
  void reply.headers({ ...securityHeaders, 'x-request-id': request.id });
  sendProblem(app, request, reply, noSuchPath(request));
}

/** The HTTP face of an application: the routes of every resource, of the modules and of the kernel. */
export async function createHttp(app: App, options: HttpOptions): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: app.logger,
    // One line per request, written below with user and route.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestBody,
    trustProxy: options.trustProxy ?? false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // Paths the router cannot read at all, refused before any hook runs.
    frameworkErrors: (_error, request, reply) => refusePath(app, request, reply),
  }) as unknown as FastifyInstance;
  // Inputs are parsed by the routes themselves, with Kontor's error codes; nothing is coerced.
  server.setValidatorCompiler(() => (value) => ({ value }));
  server.setSerializerCompiler(() => (value) => JSON.stringify(value));
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser(uploadTypes, { parseAs: 'buffer', bodyLimit: largestUpload }, (_request, body, done) =>
    done(null, body),
  );
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...securityHeaders, 'x-request-id': request.id });
    if (request.protocol === 'https')
      void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        user: request.identified?.actor.id,
      },
      'request',
    );
  });
  server.setErrorHandler((error, request, reply) => sendProblem(app, request, reply, error));
  server.setNotFoundHandler((request, reply) => sendProblem(app, request, reply, noSuchPath(request)));
  await server.register(cookie);
  await server.register(compress, { threshold: 2048, encodings: ['gzip'] });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kontor', version: '1', description: 'The interface that the web itself uses.' },
    },
    transform: jsonSchemaTransform,
  });
  addGuard(server, app, { '/api/docs': 'signedIn' });
  await server.register(swaggerUi, { routePrefix: '/api/docs' });
  addHealth(server, app, options.dataDir);
  const idempotency = options.idempotency ?? createIdempotency();
  for (const route of [...kernelRoutes, ...app.routes, ...app.resources.flatMap(resourceRoutes)])
    addRoute(server, app, route, idempotency);
  server.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () =>
    server.swagger(),
  );
  return server;
}
