import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RenderCommand, RenderReply } from './render-messages.ts';

export type RenderOutcome = RenderReply | { timedOut: true } | { crashed: string };

/** One child process with Typst in it. */
export interface RenderProcess {
  /** Renders one document; a second call has to wait for the first. Never rejects. */
  run(command: RenderCommand, timeLimitMs: number): Promise<RenderOutcome>;
  isAlive(): boolean;
  /** Kills the process and resolves when it is gone. */
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL('./typst-process.ts', import.meta.url));
const fontConfig = fileURLToPath(new URL('./fonts.conf', import.meta.url));
const nowhere = 'http://127.0.0.1:9';

/**
 * A template needs nothing of the server's environment, least of all its secrets. The proxy that does not exist keeps
 * an import of a Typst package from going out to the network.
 */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH } = process.env;
  return { PATH, LD_LIBRARY_PATH, TZ: 'UTC', FONTCONFIG_FILE: fontConfig, HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere };
}

/** Only a process that has work may keep the server from ending. */
function setReferenced(child: ChildProcess, referenced: boolean): void {
  if (referenced) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

export function startRenderProcess(fontPaths: readonly string[]): RenderProcess {
  const child = fork(entry, [String(process.pid), ...fontPaths], {
    env: childEnvironment(),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let settle: ((outcome: RenderOutcome) => void) | undefined;
  let alive = true;
  const gone = new Promise<void>((resolve) => {
    const end = (reason: string): void => {
      alive = false;
      settle?.({ crashed: reason });
      resolve();
    };
    child.once('exit', (code, signal) => end(`the render process ended (${signal ?? code})`));
    child.on('error', (error) => end(error.message));
  });
  child.on('message', (reply: RenderReply) => settle?.(reply));
  setReferenced(child, false);

  function run(command: RenderCommand, timeLimitMs: number): Promise<RenderOutcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        settle?.({ timedOut: true });
        void stop();
      }, timeLimitMs);
      settle = (outcome) => {
        settle = undefined;
        clearTimeout(timer);
        setReferenced(child, false);
        resolve(outcome);
      };
      setReferenced(child, true);
      child.send(command, (error) => {
        if (error) settle?.({ crashed: error.message });
      });
    });
  }

  function stop(): Promise<void> {
    alive = false;
    // Whoever awaits the end must see it, even with nothing else going on.
    child.ref();
    child.kill('SIGKILL');
    return gone;
  }

  return { run, stop, isAlive: () => alive && child.connected };
}
