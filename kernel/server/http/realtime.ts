import type { FastifyInstance } from 'fastify';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import type { App, Identified } from '../app.ts';
import { can } from '../ctx.ts';
import type { JobView } from '../jobs.ts';

/** How often the session behind a socket is looked at again; a withdrawn right or a sign-out ends it by then. */
const recheckEvery = 1_000;

type Acknowledge = (answer: { ok: boolean }) => void;
const room = (resource: string, id?: unknown) => (typeof id === 'number' ? `${resource}#${id}` : resource);

/**
 * Tells open pages to fetch again: names and ids travel, never data, so that field and row permissions need no second
 * guardian here. `adapter` lets several processes share the news (Redis).
 */
export function addRealtime(
  server: FastifyInstance,
  app: App,
  options: Partial<Pick<ServerOptions, 'adapter'>> = {},
): Server {
  const io = new Server(server.server, { serveClient: false, ...options });
  io.use((socket, next) => {
    const site = socket.handshake.headers['sec-fetch-site'];
    const origin = socket.handshake.headers.origin;
    const foreign =
      origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== socket.handshake.headers.host);
    if (foreign || (site !== undefined && site !== 'same-origin' && site !== 'none'))
      return next(new Error('kernel.crossSiteRequest'));
    identify(app, socket).then((identified) => {
      if (!identified) return next(new Error('kernel.notSignedIn'));
      socket.data = identified;
      next();
    }, next);
  });
  io.on('connection', (socket) => attend(app, socket));
  const stops = [
    app.onChanged(({ resource, ids, action, users }) => {
      const rooms = users?.map((user) => `user:${user}`) ?? [
        room(resource),
        ...ids.slice(0, 500).map((id) => room(resource, id)),
      ];
      if (rooms.length === 0) return;
      io.to(rooms).emit('changed', {
        resource,
        ids: ids.slice(0, 500),
        action,
      });
    }),
    app.jobs.onProgress((job: JobView) => io.to(`user:${job.userId}`).emit('job', job)),
  ];
  server.addHook('preClose', async () => {
    for (const stop of stops) stop();
    await io.close();
  });
  return io;
}

function cookieOf(app: App, header: string | undefined): string | undefined {
  const cookies = new Map((header ?? '').split(';').map((part) => part.trim().split('=') as [string, string]));
  return cookies.get(app.identity.cookieName(true)) ?? cookies.get(app.identity.cookieName(false));
}

async function identify(app: App, socket: Socket): Promise<Identified | null> {
  const cookie = cookieOf(app, socket.handshake.headers.cookie);
  return cookie ? app.identity.identify(app, { cookie, passive: true }) : null;
}

const mayRead = (app: App, socket: Socket, resource: string): boolean =>
  app.resources.some((served) => served.resource.name === resource && !served.resource.internal) &&
  can(socket.data as Identified, `${resource}:read`);

/** Rights may have been withdrawn since the rooms were entered. */
function leaveForbidden(app: App, socket: Socket): void {
  for (const name of socket.rooms) {
    const isOwn = name === socket.id || name.startsWith('user:');
    if (!isOwn && !mayRead(app, socket, name.split('#')[0] ?? '')) void socket.leave(name);
  }
}

function attend(app: App, socket: Socket): void {
  void socket.join(`user:${(socket.data as Identified).actor.id}`);
  const timer = setInterval(() => {
    identify(app, socket).then(
      (identified) => {
        if (identified) {
          socket.data = identified;
          leaveForbidden(app, socket);
        } else socket.disconnect(true);
      },
      // A database that is gone for the moment is no reason to end anything: it is asked again with the next round.
      (error: unknown) => app.logger.warn({ err: error }, 'session of a socket not looked at'),
    );
  }, recheckEvery);
  timer.unref();
  socket.on('disconnect', () => clearInterval(timer));
  const mayWatch = (resource: unknown) => typeof resource === 'string' && mayRead(app, socket, resource);
  const answer = (acknowledge: unknown, ok: boolean) => {
    if (typeof acknowledge === 'function') (acknowledge as Acknowledge)({ ok });
  };
  socket.on('watch', (wanted: { resource?: unknown; id?: unknown } | null, acknowledge: unknown) => {
    const ok = mayWatch(wanted?.resource) && socket.rooms.size < 200;
    if (ok) void socket.join(room(String(wanted?.resource), wanted?.id));
    answer(acknowledge, ok);
  });
  socket.on('unwatch', (wanted: { resource?: unknown; id?: unknown } | null, acknowledge: unknown) => {
    if (typeof wanted?.resource === 'string') void socket.leave(room(wanted.resource, wanted.id));
    answer(acknowledge, true);
  });
}
