import { isNamed, isNode, nodesOf, type SyntaxNode } from './syntax-tree.ts';

export interface Requirement {
  readonly id: string;
  readonly area: string;
  readonly text: string;
  /** As the source gives it: a roadmap phase, `~` where inferred, `–` where none. */
  readonly phase: string;
}

/** Requirement ids with the test files that bear them in a title, files in alphabetical order. */
export type Proofs = ReadonlyMap<string, readonly string[]>;

const ID = /PRD-[A-Z0-9]+-\d\d\b/g;
const TEST_FUNCTIONS = ['describe', 'it', 'test'];

/** Sees through `it.concurrent(…)` and `it.each(…)(…)` to `it`. */
function isTestFunction(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'MemberExpression') return isTestFunction(callee.object);
  if (callee.type === 'CallExpression') return isTestFunction(callee.callee);
  if (callee.type === 'TaggedTemplateExpression') return isTestFunction(callee.tag);
  return isNamed(callee, TEST_FUNCTIONS);
}

function titleOf({ type, callee, arguments: given }: SyntaxNode): string {
  if (type !== 'CallExpression' || !isTestFunction(callee) || !Array.isArray(given)) return '';
  const [title] = given as unknown[];
  if (!isNode(title)) return '';
  if (title.type === 'Literal') return String(title.value);
  const quasis = title.type === 'TemplateLiteral' && Array.isArray(title.quasis) ? title.quasis : [];
  return quasis.map(({ value }: { value: { cooked: string } }) => value.cooked).join(' ');
}

/** The ids in the titles of a test file, each once. */
export function idsProvenIn(file: string, code: string): string[] {
  const titles = nodesOf(file, code).map(titleOf);
  return [...new Set(titles.flatMap((title) => title.match(ID) ?? []))];
}

function rowOf({ id, text, phase }: Requirement, proofs: Proofs): string {
  const files = proofs.get(id) ?? [];
  const tests = files.map((file) => `[${file}](../${file})`).join('<br>') || 'open';
  return `| ${id} | ${text.replaceAll('|', '\\|')} | ${phase} | ${tests} |`;
}

/** The page `docs/requirements.md`. */
export function requirementPage(catalogue: readonly Requirement[], proofs: Proofs): string {
  const countProven = (rows: readonly Requirement[]) => rows.filter(({ id }) => proofs.has(id)).length;
  const areas = [...Map.groupBy(catalogue, ({ area }) => area)].flatMap(([area, rows]) => [
    `## ${area}`,
    '',
    `${countProven(rows)} of ${rows.length} proven.`,
    '',
    '| Id | Requirement | Phase | Tests |',
    '|---|---|---|---|',
    ...rows.map((row) => rowOf(row, proofs)),
    '',
  ]);
  const intro = [
    '# Requirements',
    '',
    'Written by `npm run requirements`: do not edit. A test proves a requirement by bearing its id in its title;',
    'a requirement without such a test is open. Phase: R roadmap, S security, W realtime, I languages, T tests;',
    '`~` inferred, `–` none given, OUT out of scope.',
    '',
    `**${countProven(catalogue)} of ${catalogue.length} requirements are proven by tests.**`,
    '',
  ];
  return `${[...intro, ...areas].join('\n').trimEnd()}\n`;
}
