import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '#apps/server/modules.ts';
import { compileModules } from '#kernel/server/app.ts';
import { diffSchemas } from '#kernel/server/db/diff.ts';
import { applySteps, declaredSchema, type Migration, type Step, schemaOf } from '#kernel/server/db/migrate.ts';
import { migrations } from '../migrations/index.ts';

const folder = join(import.meta.dirname, '..', 'migrations');

/** Steps of one module (or the kernel) belong in one file; the table's first word says whose it is. */
function byModule(steps: readonly Step[]): Map<string, Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const [value] = Object.values(step) as (string | { name?: string; table?: string })[];
    const table = typeof value === 'string' ? value : 'table' in (value ?? {}) ? value?.table : value?.name;
    const module = table?.split('_')[0] ?? 'change';
    groups.set(module, [...(groups.get(module) ?? []), step]);
  }
  return groups;
}

/** A file of the history must stay readable: what is longer goes into several, in its order. */
const mostLines = 300;
const linesOf = (step: Step): number => compact(step, 0).split('\n').length + 2;

function inFiles(steps: readonly Step[]): Step[][] {
  const files: Step[][] = [];
  let lines = mostLines;
  for (const step of steps) {
    lines += linesOf(step);
    if (lines > mostLines) {
      files.push([]);
      lines = linesOf(step);
    }
    files.at(-1)?.push(step);
  }
  return files;
}

/** JSON with one line per column and index: short enough to read, long enough to review. */
function compact(value: unknown, depth: number): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || depth > 4 || flat.length < 60) return flat;
  const entries = Array.isArray(value)
    ? value.map((item) => compact(item, depth + 1))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${compact(item, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${entries.join(',\n')}\n${close}`;
}

const source = (name: string, steps: readonly Step[]): string =>
  `import type { Migration } from '#kernel/server/db/migrate.ts';\n\nexport const migration: Migration = ${compact({ name, steps }, 0)};\n`;

/** The index lists what lies in the folder, in the order of names. */
function writeIndex(): void {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}-.*\.ts$/.test(file))
    .sort();
  const identifier = (file: string) => `m${file.slice(0, 4)}`;
  const imports = files.map((file) => `import { migration as ${identifier(file)} } from './${file}';`);
  const list = `/** The history of the schema; written by \`npm run db:diff\`. */\nexport const migrations: readonly Migration[] = [${files.map(identifier).join(', ')}];`;
  writeFileSync(
    join(folder, 'index.ts'),
    [`import type { Migration } from '#kernel/server/db/migrate.ts';`, ...imports, '', list, ''].join('\n'),
  );
}

const declared = declaredSchema(compileModules(modules));
const history = schemaOf(migrations);
const written: Migration[] = [];
let schema = history;
const [label] = process.argv.slice(2);
const files = [...byModule(diffSchemas(history, declared))].flatMap(([module, steps]) =>
  inFiles(steps).map((part) => [module, part] as const),
);
for (const [module, steps] of files) {
  const number = String(migrations.length + written.length + 1).padStart(4, '0');
  const name = `${number}-${label ?? module}`;
  writeFileSync(join(folder, `${name}.ts`), source(name, steps));
  written.push({ name, steps });
  schema = applySteps(schema, steps);
}
if (written.length > 0) writeIndex();
console.log(
  written.length > 0
    ? `wrote ${written.map(({ name }) => `migrations/${name}.ts`).join(', ')}; run npm run fix`
    : 'the declarations and the migrations agree',
);
