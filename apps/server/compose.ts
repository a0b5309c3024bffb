import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { createAdapter } from '@socket.io/redis-adapter';
import type { FastifyInstance } from 'fastify';
import { Redis } from 'ioredis';
import pino from 'pino';
import { type App, createApp } from '#kernel/server/app.ts';
import { migrate } from '#kernel/server/db/migrate.ts';
import { openEngine } from '#kernel/server/db/open.ts';
import { addRealtime } from '#kernel/server/http/realtime.ts';
import { createHttp } from '#kernel/server/http/server.ts';
import { rebuildStale } from '#kernel/server/search/rebuild.ts';
import { loadTexts } from '#kernel/server/texts.ts';
import { identityPort } from '#modules/identity/server/index.ts';
import { configureLegacy } from '#modules/legacy/server/index.ts';
import { configureMail } from '#modules/notification/server/index.ts';
import { companyZone } from '#modules/org/server/index.ts';
import { migrations } from '../../migrations/index.ts';
import type { Config } from './config.ts';
import { modules } from './modules.ts';

const root = join(import.meta.dirname, '..', '..');
const webFolder = join(root, 'dist', 'web');

/** Folders of PO files that the server speaks from. */
export const textFolders = (): string[] =>
  globSync('{kernel,modules/*}/locales/de.po', { cwd: root }).map((file) => dirname(join(root, file)));

/** The application on its database, brought to the present and seeded; nothing listens yet. */
export async function composeApp(config: Config): Promise<App> {
  const logger = pino({
    level: config.logLevel,
    redact: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token'],
  });
  const engine = openEngine(config.databaseUrl);
  const app = createApp({
    engine,
    modules,
    identity: identityPort,
    texts: loadTexts(textFolders()),
    logger,
    dataDir: config.dataDir,
    timeZone: companyZone,
  });
  configureLegacy(app, { url: config.legacyUrl });
  configureMail(app, { url: config.smtpUrl, from: config.mailFrom, webUrl: config.webUrl });
  const applied = await migrate(engine, migrations);
  if (applied.length > 0) logger.info({ applied }, 'database brought to the present');
  for (const module of modules) await module.seed?.(app.systemCtx('seed'));
  // What is searched by is declared: after a change of that, the words are made anew before anybody searches.
  await rebuildStale(app.systemCtx('search'), (resource, records) =>
    logger.info({ resource, records }, 'search index'),
  );
  return app;
}

/** Serves the built web: hashed files for ever, every page the same document. */
async function addWeb(server: FastifyInstance): Promise<void> {
  const index = join(webFolder, 'index.html');
  if (!statSync(index, { throwIfNoEntry: false })) {
    server.log.warn('the web has not been built: run npm run build');
    return;
  }
  const page = readFileSync(index, 'utf8');
  const route = { config: { access: 'public' as const }, schema: { hide: true } };
  await server.register(fastifyStatic, { root: webFolder, serve: false, index: false });
  server.get<{ Params: { '*': string } }>('/assets/*', route, (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, { immutable: true, maxAge: '365d' }),
  );
  for (const file of readdirSync(webFolder, { withFileTypes: true })) {
    if (file.isFile() && file.name !== 'index.html')
      server.get(`/${file.name}`, route, (_request, reply) => reply.sendFile(file.name));
  }
  for (const url of ['/', '/de', '/en', '/de/*', '/en/*']) {
    server.get(url, route, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
    );
  }
}

export interface RunningServer {
  app: App;
  url: string;
  close(): Promise<void>;
}

/** Starts the server: HTTP, sockets, jobs. Ends cleanly with `close`: what is under way is finished first. */
export async function startServer(config: Config): Promise<RunningServer> {
  const app = await composeApp(config);
  const http = await createHttp(app, { dataDir: config.dataDir, trustProxy: config.trustProxy });
  const redis = config.redisUrl ? new Redis(config.redisUrl, { lazyConnect: true }) : null;
  const subscriber = redis?.duplicate();
  if (redis && subscriber) {
    await redis.connect();
    await subscriber.connect();
  }
  addRealtime(http, app, redis && subscriber ? { adapter: createAdapter(redis, subscriber) } : {});
  await addWeb(http);
  await http.listen({ host: config.host, port: config.port });
  await app.start();
  const url = http.listeningOrigin;
  return {
    app,
    url,
    close: async () => {
      await http.close();
      await app.close();
      redis?.disconnect();
      subscriber?.disconnect();
    },
  };
}
