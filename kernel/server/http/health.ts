import { statfs } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { App } from '../app.ts';

/** Below this many free bytes writes are refused before the engine fails (quality bar §5). */
const leastFree = 200 * 1024 * 1024;

interface Check {
  status: 'up' | 'down';
  critical: boolean;
  took_ms: number;
}

async function timed(work: () => Promise<unknown>): Promise<Check> {
  const start = performance.now();
  const status = await work().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  return { status, critical: true, took_ms: Math.round(performance.now() - start) };
}

/** A real write, not only an open connection: a full disk reads well and writes not at all. */
const writeProbe = (app: App) =>
  app.engine.transaction(async (db) => {
    await db.deleteFrom('kernel_probe').where('id', '=', 1).execute();
    await db.insertInto('kernel_probe').values({ id: 1, at: app.clock() }).execute();
  });

async function checks(app: App, dataDir: string): Promise<Record<string, Check>> {
  return {
    read: await timed(() => app.engine.reader.selectFrom('kernel_probe').select('id').execute()),
    write: await timed(() => writeProbe(app)),
    disk: await timed(async () => {
      const { bavail, bsize } = await statfs(dataDir);
      if (bavail * bsize < leastFree) throw new Error('disk is almost full');
    }),
  };
}

/** `/livez`, `/readyz`, `/metrics`: for the operator's tools, without session and without secrets. */
export function addHealth(server: FastifyInstance, app: App, dataDir: string): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP requests',
    registers: [registry],
    buckets,
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
  });
  const statements = new Gauge({
    name: 'kontor_db_statements',
    help: 'SQL statements sent since the start',
    registers: [registry],
    collect() {
      this.set(app.engine.statements());
    },
  });
  const pending = new Gauge({
    name: 'kontor_outbox_pending',
    help: 'Events waiting for delivery',
    registers: [registry],
    async collect() {
      const row = await app.engine.reader
        .selectFrom('kernel_outbox')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('delivered_at', 'is', null)
        .executeTakeFirst();
      this.set(Number(row?.n ?? 0));
    },
  });
  const changes = new Counter({
    name: 'kontor_records_changed_total',
    help: 'Records written, by resource',
    registers: [registry],
    labelNames: ['resource'],
  });
  app.onChanged(({ resource, ids }) => changes.inc({ resource }, ids.length));
  void statements;
  void pending;
  server.addHook('onResponse', async (request, reply) => {
    duration.observe(
      {
        http_request_method: request.method,
        http_route: request.routeOptions.url ?? 'none',
        http_response_status_code: reply.statusCode,
      },
      reply.elapsedTime / 1000,
    );
  });
  let cached: { at: number; result: Promise<Record<string, Check>> } | undefined;
  const readiness = () => {
    if (!cached || Date.now() - cached.at > 1000) cached = { at: Date.now(), result: checks(app, dataDir) };
    return cached.result;
  };
  const config = { access: 'public' as const };
  server.get('/livez', { config, logLevel: 'warn', schema: { hide: true } }, async () => ({ status: 'up' }));
  server.get('/readyz', { config, logLevel: 'warn', schema: { hide: true } }, async (_request, reply) => {
    const result = await readiness();
    const up = Object.values(result).every((check) => check.status === 'up');
    return reply.code(up ? 200 : 503).send({ status: up ? 'up' : 'down', checks: result });
  });
  server.get('/metrics', { config, logLevel: 'warn', schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
