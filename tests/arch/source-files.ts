import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The top of the repository. */
export const root = join(import.meta.dirname, '..', '..');

/** Paths of our own files, relative to the root with `/`, that match the patterns; nothing generated or installed. */
export function filesOf(...patterns: string[]): string[] {
  const isForeign = (name: string) => /(^|[\\/])(node_modules|dist|coverage|\.git|\.cache)$/.test(name);
  return globSync(patterns, { cwd: root, exclude: isForeign })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => !file.startsWith('data/'))
    .sort();
}

/** The text of a file named relative to the root. */
export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Lines of a file as an editor counts them. */
export function lineCount(file: string): number {
  const text = textOf(file);
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
