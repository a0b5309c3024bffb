import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const LOG_LINES = 30;

export interface Service {
  /** Where it answers. */
  readonly url: string;
  /** Ends it and removes its data; harmless when called twice. */
  readonly stop: () => Promise<void>;
}

/** A port of 127.0.0.1 that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port was given')),
      );
    });
  });
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n');
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(late);
}

export interface ServerSettings {
  readonly program: string;
  readonly args: readonly string[];
  /** A folder of its own, removed when the server stops. */
  readonly folder: string;
  readonly url: string;
  /** Rejects for as long as the server does not answer. */
  readonly ping: (url: string) => Promise<unknown>;
}

/** Starts a server in its own temporary folder and waits until it answers; throws with the end of its log. */
export async function startServer({ program, args, folder, url, ping }: ServerSettings): Promise<Service> {
  const logFile = join(folder, 'server.log');
  const log = openSync(logFile, 'a');
  // Its own process group: a Ctrl+C in the terminal must not end it before the tests that use it.
  const child = spawn(program, args, { cwd: folder, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let failure: Error | null = null;
  child.on('error', (error) => {
    failure = error;
  });
  const killAtExit = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', killAtExit);
  const stop = async () => {
    await end(child);
    process.off('exit', killAtExit);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const deadline = Date.now() + START_LIMIT_MS; ; await delay(50)) {
    const answer = await ping(url).then(
      () => null,
      (error: Error) => error,
    );
    if (!answer) return { url, stop };
    if (!failure && !hasEnded(child) && Date.now() < deadline) continue;
    const reason = failure ?? new Error(`${program} does not answer: ${answer.message}\n${lastLines(logFile)}`);
    await stop();
    throw reason;
  }
}
