import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const NO_START_POLICY = '/usr/sbin/policy-rc.d';
const APT_TRIES = 5;
const APT_LOCK_WAIT_MS = 10_000;

/** The first of the named programs that this machine has, as a path; `null` where it has none. */
export function findProgram(...names: string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...SYSTEM_FOLDERS];
  const isExecutable = (file: string) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

/** Runs apt-get without questions; shows what it said only when it fails. Another apt-get at work is waited for. */
async function aptGet(...args: string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const child = spawn('apt-get', ['-q', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=600', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    if (code === 0) return;
    if (attempt === APT_TRIES) throw new Error(`apt-get ${args.join(' ')} failed (${code})\n${Buffer.concat(said)}`);
    await delay(APT_LOCK_WAIT_MS);
  }
}

/** Installs without starting the package's own system service. */
async function installQuietly(packages: readonly string[]): Promise<void> {
  const hasPolicy = existsSync(NO_START_POLICY);
  if (!hasPolicy) writeFileSync(NO_START_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await aptGet('update');
    await aptGet('install', '-y', '--no-install-recommends', ...packages);
  } finally {
    if (!hasPolicy) rmSync(NO_START_POLICY, { force: true });
  }
}

// One installation at a time: two in the same process would only wait for each other's lock.
let installing: Promise<unknown> = Promise.resolve();

/**
 * The path of the first of `programs` that is there; installs the Debian `packages` where none is.
 * Throws with the command to type where it may not install.
 */
export async function provideProgram(programs: readonly string[], packages: readonly string[]): Promise<string> {
  const present = findProgram(...programs);
  if (present) return present;
  const command = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !findProgram('apt-get')) {
    throw new Error(`${programs[0]} is missing. On Debian or Ubuntu install it with: sudo ${command}`);
  }
  process.stderr.write(`${programs[0]} is missing, installing it: ${command}\n`);
  const installation = installing.then(() => installQuietly(packages));
  installing = installation.catch(() => undefined);
  await installation;
  const installed = findProgram(...programs);
  if (!installed) throw new Error(`${command} succeeded, yet there is no ${programs[0]}`);
  return installed;
}
