import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

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
export async function buildWeb(): Promise<void> {
  const built = statSync(join(root, 'dist', 'web', 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isStale = sources.some((pattern) =>
    globSync(pattern, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > built),
  );
  if (!isStale) return;
  console.log('building the web …');
  await build({ configFile: join(root, 'apps', 'web', 'vite.config.ts'), logLevel: 'warn' });
}
