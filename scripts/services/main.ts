/**
 * Runs a command with real services beside it, and stops them whatever happens:
 *   node scripts/services/main.ts mariadb redis chromium -- npx vitest run --project mysql
 * Without a command it prints their addresses and keeps them until Ctrl+C.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { type ServiceName, serviceNames, startServices } from './start-services.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

const isServiceName = (name: string): name is ServiceName => serviceNames.some((known) => known === name);

/** What a signal does: while services start it ends us, which kills them; later the command or the waiting ends. */
let onSignal = (signal: Signal): void => process.exit(128 + constants.signals[signal]);
for (const signal of SIGNALS) process.on(signal, () => onSignal(signal));

/** Resolves with the exit code that a shell would show; the command gets the signals that we get. */
function run(command: string, args: readonly string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    onSignal = (signal) => child.kill(signal);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
}

function untilInterrupted(env: Record<string, string>): Promise<number> {
  for (const [variable, value] of Object.entries(env)) console.log(`export ${variable}='${value}'`);
  return new Promise((resolve) => {
    const alive = setInterval(() => {}, 60_000);
    onSignal = () => {
      clearInterval(alive);
      resolve(0);
    };
  });
}

async function main(args: readonly string[]): Promise<number> {
  const separator = args.indexOf('--');
  const names = separator < 0 ? args : args.slice(0, separator);
  const [command, ...rest] = separator < 0 ? [] : args.slice(separator + 1);
  const services = names.filter(isServiceName);
  if (services.length === 0 || services.length < names.length) {
    console.error(`usage: main.ts <${serviceNames.join('|')}> … [-- <command …>]`);
    return 2;
  }
  const { env, stop } = await startServices(services);
  try {
    return command ? await run(command, rest, env) : await untilInterrupted(env);
  } finally {
    await stop();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
