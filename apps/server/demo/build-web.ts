import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const sources = [
  'apps/web/**',
  'kernel/web/**',
  'kernel/contract/**',
  'kernel/locales/*',
  'modules/*/{web,contract,locales}/**',
  'package-lock.json',
];

/** Builds the web unless nothing has changed since it was built. */
export function buildWeb(): void {
  const built = statSync(join(root, 'dist', 'web', 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isStale = sources.some((pattern) =>
    globSync(pattern, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > built),
  );
  if (!isStale) return;
  console.log('building the web …');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const settings = join(root, 'apps', 'web', 'vite.config.ts');
  execFileSync(process.execPath, [vite, 'build', '--config', settings, '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    // Started by a test runner it would be built with React's development build, 75 kB larger.
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
