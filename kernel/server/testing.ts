import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { CompiledQuery } from 'kysely';
import pino from 'pino';
import { defineContract, defineResource, f, type Language } from '#kernel/contract/index.ts';
import { type App, type AppOptions, createApp, type IdentityPort } from './app.ts';
import { type Actor, type Ctx, createCtx } from './ctx.ts';
import type { Engine } from './db/engine.ts';
import { createSchema, declaredSchema } from './db/migrate.ts';
import { openMysql } from './db/mysql.ts';
import { openSqlite } from './db/sqlite.ts';
import type { Idempotency } from './http/idempotency.ts';
import { createHttp } from './http/server.ts';
import { defineServer, type ModuleServer } from './module.ts';
import type { Texts } from './texts.ts';

/** Which engine the tests run on: `KONTOR_TEST_ENGINE=mysql` with `KONTOR_TEST_MYSQL_URL`, else SQLite. */
export const testDialect = process.env.KONTOR_TEST_ENGINE === 'mysql' ? 'mysql' : 'sqlite';

/** An empty database of the engine under test; `close` removes it. `file` makes SQLite use a real file. */
export async function openTestEngine(options: { file?: boolean; connections?: number } = {}): Promise<Engine> {
  if (testDialect === 'sqlite') {
    if (!options.file) return openSqlite(':memory:');
    const folder = mkdtempSync(join(tmpdir(), 'kontor-test-'));
    return closing(openSqlite(join(folder, 'kontor.sqlite')), async () =>
      rmSync(folder, { recursive: true, force: true }),
    );
  }
  const url = new URL(process.env.KONTOR_TEST_MYSQL_URL ?? '');
  const name = `kontor_test_${randomBytes(6).toString('hex')}`;
  const server = openMysql(url.href, { connections: 1 });
  await server.reader.executeQuery(
    CompiledQuery.raw(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`),
  );
  url.pathname = `/${name}`;
  return closing(openMysql(url.href, { connections: options.connections ?? 16 }), async () => {
    await server.reader.executeQuery(CompiledQuery.raw(`DROP DATABASE ${name}`));
    await server.close();
  });
}

const closing = (engine: Engine, after: () => Promise<void>): Engine => ({
  ...engine,
  close: async () => {
    await engine.close();
    await after();
  },
});

const user = defineResource({
  name: 'test.user',
  path: 'test/users',
  title: 'username',
  hidden: true,
  fields: { username: f.text({ required: true, unique: true }) },
});

/** Users for tests of the kernel itself: a bearer token is `user:permission,permission` or `user:*`. */
function testIdentity(userResource: string): IdentityPort {
  const actorOf = (id: number, permissions: string): Actor => ({
    id,
    username: `user${id}`,
    permissions: new Set(permissions.split(',')),
  });
  return {
    userResource,
    cookieName: () => 'test_session',
    identify: async (_app, { bearer, cookie }) => {
      const [id = '', permissions = ''] = (bearer ?? cookie ?? '').split(/:(.*)/);
      return id ? { actor: actorOf(Number(id), permissions), language: 'de', sessionId: id } : null;
    },
    actorOf: async (_app, id) => actorOf(id, '*'),
  };
}
const testUsers = (): ModuleServer =>
  defineServer(defineContract({ name: 'test', depends: [] }, { resources: [user] }));

/** Sentences are not what most tests are about: ids stand for themselves. */
const noTexts: Texts = { say: (_language, id) => id, has: () => false, ids: () => [], add: () => undefined };

export interface TestAppOptions extends Partial<Pick<AppOptions, 'identity' | 'texts' | 'clock' | 'ports' | 'engine'>> {
  idempotency?: Idempotency;
  /** The resource whose records those who act are; else users of whom nothing is known. */
  userResource?: string;
  /** SQLite in a real file instead of memory. */
  file?: boolean;
}

export interface TestApp {
  app: App;
  /** The system's own context. */
  ctx: Ctx;
  /** A context of a user with just these permissions. */
  as(...permissions: string[]): Ctx;
  http: FastifyInstance;
  /** A request; `as` is a bearer token. The body comes back parsed. */
  call(
    method: InjectOptions['method'],
    url: string,
    options?: CallOptions,
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Record<string, unknown>; raw: Buffer }>;
  close(): Promise<void>;
}
export interface CallOptions {
  as?: string;
  body?: unknown;
  headers?: Record<string, string>;
  language?: Language;
}

/** The application composed of the given modules, on an empty database of the engine under test, without a port. */
export async function testApp(modules: readonly ModuleServer[], options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kontor-data-'));
  const engine = options.engine ?? (await openTestEngine({ file: options.file ?? false }));
  const identity = options.identity ?? testIdentity(options.userResource ?? user.name);
  const all = options.identity ? modules : [testUsers(), ...modules];
  const logger = pino({ level: process.env.KONTOR_TEST_LOG ?? 'silent' });
  const { clock, ports, texts = noTexts } = options;
  const app = createApp({
    engine,
    modules: all,
    identity,
    texts,
    logger,
    dataDir,
    ...(clock && { clock }),
    ...(ports && { ports }),
  });
  await createSchema(engine, declaredSchema(app.resources));
  const http = await createHttp(app, { dataDir, ...(options.idempotency && { idempotency: options.idempotency }) });
  await http.ready();
  return {
    app,
    ctx: app.systemCtx(),
    as: (...permissions) => createCtx(app, { id: 1, username: 'user1', permissions: new Set(permissions) }),
    http,
    call: (method, url, call = {}) => inject(http, method, url, call),
    close: async () => {
      await http.close();
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function inject(
  http: FastifyInstance,
  method: InjectOptions['method'],
  url: string,
  { as, body, headers = {}, language }: CallOptions,
) {
  const response = await http.inject({
    method: method ?? 'GET',
    url: url.startsWith('/api') ? url : `/api/v1${url}`,
    headers: {
      ...(as && { authorization: `Bearer ${as}` }),
      ...(language && { 'accept-language': language }),
      ...headers,
    },
    ...(body !== undefined && { payload: body as string | object }),
  });
  const isJson = String(response.headers['content-type'] ?? '').includes('json');
  return {
    status: response.statusCode,
    body: (isJson ? response.json() : {}) as Record<string, unknown>,
    headers: response.headers as Record<string, unknown>,
    raw: response.rawPayload,
  };
}
