import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const started = Object.entries(scripts).flatMap(([name, command]) =>
  [...command.matchAll(/[\w./-]+\.ts\b/g)].map(([file]) => [name, file] as const),
);

describe('the commands of package.json', () => {
  it.each(started)('npm run %s starts %s, which is there', (_name, file) => {
    expect(existsSync(join(root, file))).toBe(true);
  });

  it.each(['README.md', 'CONTRIBUTING.md'])('%s names only commands that are there', (document) => {
    const text = readFileSync(join(root, document), 'utf8');
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
