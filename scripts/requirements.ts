/**
 * `npm run requirements`: writes docs/requirements.md, each requirement with the tests that prove it. With `--check` it
 * writes nothing and fails when the page is stale. Both fail when a title bears an id that no requirement has.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { idsProvenIn, type Requirement, requirementPage } from './requirement-page.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'requirements.md');
const catalogue = JSON.parse(readFileSync(join(root, 'docs', 'requirements.json'), 'utf8')) as Requirement[];

const testFiles = globSync('{apps,bench,kernel,migrations,modules,scripts,tests}/**/*.test.{ts,tsx}', { cwd: root })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file !== 'scripts/requirement-page.test.ts')
  .sort();
const proofs = new Map<string, string[]>();
for (const file of testFiles) {
  for (const id of idsProvenIn(file, readFileSync(join(root, file), 'utf8'))) {
    proofs.set(id, [...(proofs.get(id) ?? []), file]);
  }
}

const known = new Set(catalogue.map(({ id }) => id));
const unknown = [...proofs].filter(([id]) => !known.has(id));
for (const [id, files] of unknown) console.error(`${id} is no requirement, yet a test bears it: ${files.join(', ')}`);

const text = requirementPage(catalogue, proofs);
const isStale = !existsSync(page) || readFileSync(page, 'utf8') !== text;
if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
  console.log(`docs/requirements.md: ${proofs.size - unknown.length} of ${catalogue.length} requirements are proven`);
} else if (isStale) {
  console.error('docs/requirements.md is stale: run npm run requirements');
}
process.exitCode = unknown.length > 0 || (isStale && process.argv.includes('--check')) ? 1 : 0;
