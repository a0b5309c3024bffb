import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

const root = fileURLToPath(new URL('../..', import.meta.url));

const folders = [
  'kernel',
  'kernel/web',
  'apps/web',
  ...readdirSync(`${root}/modules`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `modules/${entry.name}`),
];

/** Messages have explicit ids; nothing is extracted from code, so no catalogue has anything to include. */
export default defineConfig({
  rootDir: root,
  locales: ['de', 'en'],
  sourceLocale: 'en',
  format: formatter({ explicitIdAsDefault: true }),
  catalogs: folders.map((folder) => ({ path: `<rootDir>/${folder}/locales/{locale}`, include: [] })),
});
