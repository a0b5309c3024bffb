import type { Socket } from 'socket.io-client';

/** Records of `resource` changed: fetch again, no data travels. */
export interface Changed {
  resource: string;
  ids: number[];
  action: string;
}

export interface Job {
  id: number;
  kind: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';
  progress: number;
  total: number | null;
  message: string | null;
  result: unknown;
  error: unknown;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

interface Listeners {
  changed: (change: Changed) => void;
  job: (job: Job) => void;
  /** The connection came back; whatever happened in between was missed. */
  resumed: () => void;
  /** The connection broke off; it is sought anew all the time. */
  lost: () => void;
  /** The server has ended the session. */
  signedOut: () => void;
}

interface Watch {
  resource: string;
  id?: number;
}

const watched = new Map<string, { watch: Watch; count: number }>();
const listeners: { [K in keyof Listeners]: Set<Listeners[K]> } = {
  changed: new Set(),
  job: new Set(),
  resumed: new Set(),
  lost: new Set(),
  signedOut: new Set(),
};
let socket: Socket | null = null;
/** Whether the page wants a connection; it may change its mind while the code is fetched. */
let wanted = false;
let connectedBefore = false;

const keyOf = (watch: Watch) => `${watch.resource}/${watch.id ?? ''}`;

/** Opens the socket. Its code is fetched only now, so that the first page does not wait for it. */
export async function connect(): Promise<void> {
  if (wanted) return;
  wanted = true;
  const { io } = await import('socket.io-client');
  if (!wanted || socket) return;
  const opened = io({ transports: ['websocket', 'polling'], reconnectionDelayMax: 10_000, forceNew: true });
  socket = opened;
  opened.on('connect', () => {
    for (const { watch } of watched.values()) opened.emit('watch', watch);
    if (connectedBefore) for (const listener of listeners.resumed) listener();
    connectedBefore = true;
  });
  opened.on('disconnect', (reason) => {
    // Only an ended session makes the server close a connection that it keeps open for all others.
    if (reason === 'io server disconnect') for (const listener of listeners.signedOut) listener();
    else if (reason !== 'io client disconnect') for (const listener of listeners.lost) listener();
  });
  opened.on('connect_error', ({ message }) => {
    if (message === 'kernel.notSignedIn') for (const listener of listeners.signedOut) listener();
  });
  opened.on('changed', (change: Changed) => {
    for (const listener of listeners.changed) listener(change);
  });
  opened.on('job', (message: { job: Job } | Job) => {
    const job = 'job' in message ? message.job : message;
    for (const listener of listeners.job) listener(job);
  });
}

/** Seeks a new connection in place of one the server has closed. */
export function reconnect(): void {
  if (!wanted) return;
  disconnect();
  void connect();
}

export function disconnect(): void {
  wanted = false;
  socket?.disconnect();
  socket = null;
}

/** Asks for news of a resource, or of one record; returns what ends it. Several askers share one watch. */
export function watch(resource: string, id?: number): () => void {
  const what: Watch = id === undefined ? { resource } : { resource, id };
  const key = keyOf(what);
  const entry = watched.get(key) ?? { watch: what, count: 0 };
  entry.count += 1;
  watched.set(key, entry);
  if (entry.count === 1 && socket?.connected) socket.emit('watch', what);
  return () => {
    entry.count -= 1;
    if (entry.count > 0) return;
    watched.delete(key);
    if (socket?.connected) socket.emit('unwatch', what);
  };
}

export function listen<K extends keyof Listeners>(event: K, listener: Listeners[K]): () => void {
  listeners[event].add(listener);
  return () => {
    listeners[event].delete(listener);
  };
}
