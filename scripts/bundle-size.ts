import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** What a first visit to a list fetches, gzipped; design §8. */
const budget = 200 * 1024;

interface Chunk {
  file: string;
  imports?: string[];
}

/** What the list page of somebody who is signed in needs: the entry, and what it fetches before the list stands there. */
const entries = ['index.html', 'i18n/catalogue-de.ts', 'shell/Shell.tsx', '../../kernel/web/list/ListPage.tsx'];

const dist = fileURLToPath(new URL('../dist/web/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;

function reachable(names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} is not in the build`);
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    reachable(chunk.imports ?? [], found);
  }
  return found;
}

const sizeOf = (file: string) => gzipSync(readFileSync(dist + file), { level: 9 }).byteLength;

/** What a list says comes with its module: of the modules, the one that says most. */
const [words] = Object.entries(manifest)
  .filter(([name]) => /^\.\.\/\.\.\/modules\/\w+\/locales\/de\.po\?lists/.test(name))
  .sort(([, a], [, b]) => sizeOf(b.file) - sizeOf(a.file));
if (!words) throw new Error('the build has no words for lists');

const sizes = [...reachable([...entries, words[0]])]
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, size: sizeOf(file) }))
  .sort((a, b) => b.size - a.size);
const total = sizes.reduce((sum, { size }) => sum + size, 0);
const kilobytes = (size: number) => `${(size / 1024).toFixed(1)} kB`;

const lines = [
  ...sizes.filter(({ size }) => size > 1024).map(({ file, size }) => `${kilobytes(size).padStart(9)}  ${file}`),
  `${kilobytes(total).padStart(9)}  JavaScript gz in ${sizes.length} files for the first list (at most ${kilobytes(budget)})`,
];
process.stdout.write(`${lines.join('\n')}\n`);
if (total > budget) process.exitCode = 1;
