import { isNode, nodesOf, type SyntaxNode } from '../../scripts/syntax-tree.ts';

type Params = Map<string, Set<string>>;
/** Texts by the name of the variable that holds them, in one file. */
type Constants = ReadonlyMap<string, string[]>;

/** The texts that an expression can stand for, as far as they are written out. */
function textsOf(expression: unknown, constants: Constants): string[] {
  if (!isNode(expression)) return [];
  if (expression.type === 'Literal') return typeof expression.value === 'string' ? [expression.value] : [];
  if (expression.type === 'Identifier') return constants.get(String(expression.name)) ?? [];
  if (expression.type === 'ConditionalExpression')
    return [expression.consequent, expression.alternate].flatMap((branch) => textsOf(branch, constants));
  return [];
}

function constantsOf(nodes: readonly SyntaxNode[]): Constants {
  const found = new Map<string, string[]>();
  for (const { type, id, init } of nodes) {
    if (type !== 'VariableDeclarator' || !isNode(id) || typeof id.name !== 'string') continue;
    found.set(id.name, [...(found.get(id.name) ?? []), ...textsOf(init, new Map())]);
  }
  return found;
}

const keyOf = (property: SyntaxNode): string => {
  const { key } = property;
  return isNode(key) && typeof key.name === 'string' ? key.name : '';
};

function keysOf(expression: unknown): string[] {
  if (!isNode(expression) || expression.type !== 'ObjectExpression') return [];
  return (expression.properties as SyntaxNode[]).map(keyOf).filter(Boolean);
}

/** `salesErrors.productNotSold` → `sales.productNotSold`. */
function madeBy(callee: unknown): string[] {
  if (!isNode(callee) || callee.type !== 'MemberExpression') return [];
  const { object, property } = callee;
  const owner = isNode(object) ? /^(\w+)Errors$/.exec(String(object.name))?.[1] : undefined;
  return owner && isNode(property) ? [`${owner}.${String(property.name)}`] : [];
}

/** Codes beside the names of their values: `errors.code({ a })`, `fail(path, 'x.code', { a })`, `{ code: 'x.code', params: { a } }`. */
function pairsIn(node: SyntaxNode, constants: Constants): { codes: string[]; keys: string[] } {
  if (node.type === 'CallExpression') {
    const given = node.arguments as unknown[];
    return {
      codes: [...madeBy(node.callee), ...given.flatMap((argument) => textsOf(argument, constants))],
      keys: given.flatMap(keysOf),
    };
  }
  if (node.type !== 'ObjectExpression') return { codes: [], keys: [] };
  const partOf = (name: string) =>
    (node.properties as SyntaxNode[]).find((property) => keyOf(property) === name)?.value;
  return { codes: textsOf(partOf('code'), constants), keys: keysOf(partOf('params')) };
}

/**
 * By error code, the names of the values that code passes along with it. The kernel's field checks name their errors
 * without `kernel.`.
 */
export function errorParams(files: readonly { file: string; code: string }[], codes: readonly string[]): Params {
  const found: Params = new Map(codes.map((code) => [code, new Set()]));
  for (const { file, code: text } of files) {
    const nodes = nodesOf(file, text);
    const constants = constantsOf(nodes);
    for (const node of nodes) {
      const { codes: named, keys } = pairsIn(node, constants);
      for (const code of named) for (const key of keys) (found.get(code) ?? found.get(`kernel.${code}`))?.add(key);
    }
  }
  return found;
}

/** Codes of modules that a rule gives by `change.fail(path, 'x.code')` or `warn(path, 'x.code')`. */
export function codesGivenBy({ type, callee, arguments: given }: SyntaxNode): { method: string; code: string }[] {
  if (type !== 'CallExpression' || !isNode(callee)) return [];
  const named = callee.type === 'MemberExpression' && isNode(callee.property) ? callee.property.name : callee.name;
  const method = String(named);
  if (method !== 'fail' && method !== 'warn') return [];
  const codes = textsOf((given as unknown[])[1], new Map()).filter((code) => /^\w+\.\w+$/.test(code));
  return codes.map((code) => ({ method, code }));
}
