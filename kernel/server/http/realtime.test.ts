import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { defineContract, defineResource, f } from '#kernel/contract/index.ts';
import type { Identified } from '../app.ts';
import { defineServer } from '../module.ts';
import { type TestApp, testApp } from '../testing.ts';
import { addRealtime } from './realtime.ts';
import { createHttp } from './server.ts';

const note = defineResource({
  name: 'demo.note',
  path: 'demo/notes',
  title: 'title',
  fields: { title: f.text({ required: true, list: true }) },
});
const demo = defineServer(defineContract({ name: 'demo', depends: [] }, { resources: [note] }));

let t: TestApp;
let http: Awaited<ReturnType<typeof createHttp>>;
let origin: string;
let socket: Socket;
let identify: () => Promise<Identified | null>;
const reader = (...permissions: string[]): Identified => ({
  actor: { id: 1, username: 'user1', permissions: new Set(permissions) },
  language: 'de',
  sessionId: 's',
});

beforeAll(async () => {
  t = await testApp([demo]);
  identify = async () => reader('demo.note:read');
  vi.spyOn(t.app.identity, 'identify').mockImplementation(() => identify());
  http = await createHttp(t.app, { dataDir: '' });
  addRealtime(http, t.app);
  origin = await http.listen({ port: 0, host: '127.0.0.1' });
  socket = connection({ cookie: 'test_session=1' });
  await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
});
afterAll(async () => {
  socket.disconnect();
  await http.close();
  await t.close();
});

/** A client without a session brings no cookie. */
const connection = (extraHeaders: Record<string, string> = {}): Socket =>
  io(origin, { transports: ['websocket'], extraHeaders, reconnection: false, forceNew: true });
const watch = (): Promise<{ ok: boolean }> => socket.emitWithAck('watch', { resource: 'demo.note' });
const told = async (id: number, users?: number[]): Promise<boolean> => {
  const heard: number[] = [];
  const listen = ({ ids }: { ids: number[] }) => heard.push(...ids);
  socket.on('changed', listen);
  t.app.changed({ resource: 'demo.note', ids: [id], action: 'update', ...(users && { users }) });
  // An answer to a later question comes after the news, if there is any.
  await socket.emitWithAck('unwatch', null);
  socket.off('changed', listen);
  return heard.includes(id);
};
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 100 });

it('PRD-PRM-02 PRD-WSR-04 PRD-WSR-26 tells no more once the right to read has been withdrawn, though the socket stays open', async () => {
  expect(await watch()).toEqual({ ok: true });
  expect(await told(1)).toBe(true);
  identify = async () => reader('other:read');
  await soon(async () => expect(await told(2)).toBe(false));
  expect(await watch()).toEqual({ ok: false });
  expect(socket.connected).toBe(true);
});

it('PRD-WSR-29 tells what is for single users to them alone, whatever others watch', async () => {
  identify = async () => reader('demo.note:read');
  await soon(async () => expect(await watch()).toEqual({ ok: true }));
  expect(await told(3, [2])).toBe(false);
  expect(await told(4, [])).toBe(false);
  await socket.emitWithAck('unwatch', { resource: 'demo.note' });
  expect(await told(5)).toBe(false);
  expect(await told(6, [2, 1])).toBe(true);
});

it('lives through a database that does not answer when the session is looked at', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  let asked = 0;
  identify = async () => {
    asked++;
    throw new Error('database gone');
  };
  await soon(async () => expect(asked).toBeGreaterThan(0));
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(socket.connected).toBe(true);
  identify = async () => reader('demo.note:read');
  await soon(async () => expect(await watch()).toEqual({ ok: true }));
});

it('PRD-WSR-05 lets nobody in without a session', async () => {
  identify = async () => reader('demo.note:read');
  const stranger = connection();
  const refusal = await new Promise<Error>((resolve) => stranger.once('connect_error', resolve));
  expect([refusal.message, stranger.connected]).toEqual(['kernel.notSignedIn', false]);
  stranger.disconnect();
});

it('PRD-WSR-05 ends the socket of who has signed out', async () => {
  identify = async () => null;
  await soon(async () => expect(socket.connected).toBe(false));
});
