import { describe, expect, it } from 'vitest';
import { filesOf, textOf } from './source-files.ts';

interface Ban {
  readonly what: string;
  /** Written so that it does not match its own source line. */
  readonly pattern: RegExp;
  /** Where it is allowed after all. */
  readonly except?: RegExp;
  readonly caught: string;
}

const bans: Ban[] = [
  {
    what: 'the type any',
    pattern: /([:]|\bas) an[y]\b *[,;)\]}=[|&>{]|<an[y]\b[,>[]/,
    caught: 'function f(row: any) {}',
  },
  { what: 'a cast to never', pattern: /\bas neve[r]\b/, caught: 'return value as never;' },
  { what: 'a switched-off type check', pattern: /@ts-(ignor[e]|expect-erro[r]|nochec[k])/, caught: '// @ts-ignore' },
  {
    what: 'a lint suppression',
    pattern: /(biome|eslint|v8|c8|istanbul)[-\s](ignor[e]|disabl[e])/,
    caught: '// biome-ignore lint: no',
  },
  { what: 'a test that does not run', pattern: /\b(it|test|describe)[.](skip|todo|only)\b/, caught: 'it.skip(' },
  {
    what: 'SQL built from strings',
    pattern: /\bsql[.]raw\b/,
    except: /^kernel\/server\/db\//,
    caught: 'sql.raw(text)',
  },
  {
    what: 'HTML built from strings',
    pattern: /dangerouslySet[I]nnerHTML|\.(inner|outer)HTM[L]\b/,
    caught: 'node.innerHTML = text',
  },
  { what: 'a machine path', pattern: /["'`]\/(tm[p]|hom[e]|roo[t]|wor[k]|far[m])\b/, caught: "open('/tmp/file')" },
];

const files = filesOf(
  '*.{ts,mjs,cjs}',
  '{apps,bench,kernel,migrations,modules,scripts,tests}/**/*.{ts,tsx,mjs,cjs,js}',
).filter((file) => file !== 'tests/arch/escapes.test.ts');
const lines = files.flatMap((file) =>
  textOf(file)
    .split('\n')
    .map((text, index) => ({ file, text, at: `${file}:${index + 1}` })),
);

describe.each(bans)('$what', ({ pattern, except, caught }) => {
  it('would be found', () => {
    expect(caught).toMatch(pattern);
  });

  it('stands nowhere in the code', () => {
    const found = lines.filter(({ file, text }) => pattern.test(text) && !except?.test(file));
    expect(found.map(({ at, text }) => `${at} ${text.trim()}`)).toEqual([]);
  });
});
