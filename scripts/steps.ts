import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Left to itself for longer than this, a step hangs. */
const DEFAULT_LIMIT_MINUTES = 10;

export interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly limitMinutes?: number;
}

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** What it printed; empty where it printed straight to the terminal. */
  readonly output: string;
}

/** What a check remembers of files that have not changed since. */
const cache = join('node_modules', '.cache', 'kontor');

/** The checks that read the code without running it. */
export const staticChecks: readonly Step[] = [
  {
    name: 'types',
    command: ['tsc', '--noEmit', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', join(cache, 'types')],
  },
  { name: 'lint and format', command: ['biome', 'check', '--error-on-warnings', '--max-diagnostics=40', '.'] },
  {
    name: 'boundaries',
    command: [
      'depcruise',
      ...['--config', '.dependency-cruiser.mjs', '--cache', join(cache, 'boundaries'), '--cache-strategy', 'content'],
      ...['apps', 'kernel', 'modules', 'scripts', 'tests'],
    ],
  },
  { name: 'unused code', command: ['knip', '--no-progress', '--cache', '--cache-location', join(cache, 'unused')] },
  { name: 'requirements', command: ['node', 'scripts/requirements.ts', '--check'] },
];

function start({ command: [program, ...args], env }: Step, stdio: 'inherit' | 'pipe') {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env, PATH: path },
    stdio: ['ignore', stdio, stdio],
  });
}

/** Runs a step to its end; one that hangs is ended and has failed. */
export async function runStep(step: Step, shown: 'streamed' | 'collected'): Promise<StepResult> {
  const begin = performance.now();
  const child = start(step, shown === 'streamed' ? 'inherit' : 'pipe');
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const minutes = step.limitMinutes ?? DEFAULT_LIMIT_MINUTES;
  const limit = setTimeout(() => {
    chunks.push(Buffer.from(`\n${step.name} was ended after ${minutes} minutes\n`));
    child.kill('SIGKILL');
  }, minutes * 60_000);
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      resolve(null);
    });
  });
  clearTimeout(limit);
  const seconds = (performance.now() - begin) / 1000;
  return { name: step.name, ok: code === 0, seconds, output: Buffer.concat(chunks).toString('utf8') };
}

/** One line for the summary. */
export function describeResult({ name, ok, seconds }: StepResult): string {
  return `${ok ? '✔' : '✘'} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s`;
}
