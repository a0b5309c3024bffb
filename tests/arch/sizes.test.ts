import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engineFiles } from './engine-files.ts';
import { filesOf, lineCount, root, textOf } from './source-files.ts';

const FILE_LINES = 400;
const ENGINE_LINES = 3000;
const ENGINE_FILE_LINES = 300;
const README_LINES = 10;

const code = filesOf(
  '*.{ts,mjs,cjs}',
  '{apps,bench,kernel,migrations,modules,scripts,tests}/**/*.{ts,tsx,mjs,cjs,js,css}',
);
const engine = engineFiles();

const longerThan = (limit: number, files: readonly string[]) =>
  files.map((file) => `${file}: ${lineCount(file)}`).filter((entry) => Number(entry.split(': ').at(-1)) > limit);

describe('sizes', () => {
  it('are measured on the real tree', () => {
    expect(code).toContain('tests/arch/sizes.test.ts');
    expect(engine).toContain('kernel/contract/resource.ts');
    expect(longerThan(5, ['tests/arch/sizes.test.ts'])).toHaveLength(1);
  });

  it(`no file is longer than ${FILE_LINES} lines`, () => {
    expect(longerThan(FILE_LINES, code)).toEqual([]);
  });

  it(`no file of the engine is longer than ${ENGINE_FILE_LINES} lines`, () => {
    expect(longerThan(ENGINE_FILE_LINES, engine)).toEqual([]);
  });

  it(`the engine stays under ${ENGINE_LINES} lines`, () => {
    const total = engine.map(lineCount).reduce((sum, lines) => sum + lines, 0);
    expect(total).toBeLessThan(ENGINE_LINES);
  });

  it('every module explains itself in a README', () => {
    const modules = filesOf('modules/*/module.ts').map((file) => file.replace(/module\.ts$/, 'README.md'));
    expect(modules.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const short = modules.filter((file) => textOf(file).trim().split('\n').length < README_LINES);
    expect(short).toEqual([]);
  });
});
