import { describe, expect, it } from 'vitest';
import type { ExplosionLine } from '../../contract/index.ts';
import { branchesOf, openLines } from './open-lines.ts';

const line = (key: number, parent: number | null) => ({ key, parent }) as ExplosionLine;
const lines = [line(0, null), line(1, 0), line(2, 1), line(3, 2), line(4, 0)];

describe('openLines', () => {
  it('hides what lies below a folded line, however deep', () => {
    expect(openLines(lines, new Set([1])).map(({ key }) => key)).toEqual([0, 1, 4]);
    expect(openLines(lines, new Set())).toHaveLength(5);
    expect(openLines(lines, new Set([0]))).toHaveLength(1);
  });

  it('knows what can be folded', () => {
    expect([...branchesOf(lines)]).toEqual([0, 1, 2]);
  });
});
