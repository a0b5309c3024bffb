import { isNode, nodesOf, type SyntaxNode } from '../../scripts/syntax-tree.ts';

type Params = Map<string, Set<string>>;

/** The texts that an expression can stand for, as far as they are written out. */
function textsOf(expression: unknown): string[] {
  if (!isNode(expression)) return [];
  if (expression.type === 'Literal') return typeof expression.value === 'string' ? [expression.value] : [];
  if (expression.type === 'ConditionalExpression')
    return [...textsOf(expression.consequent), ...textsOf(expression.alternate)];
  return [];
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
function pairsIn(node: SyntaxNode): { codes: string[]; keys: string[] } {
  if (node.type === 'CallExpression') {
    const given = node.arguments as unknown[];
    return { codes: [...madeBy(node.callee), ...given.flatMap(textsOf)], keys: given.flatMap(keysOf) };
  }
  if (node.type !== 'ObjectExpression') return { codes: [], keys: [] };
  const partOf = (name: string) =>
    (node.properties as SyntaxNode[]).find((property) => keyOf(property) === name)?.value;
  return { codes: textsOf(partOf('code')), keys: keysOf(partOf('params')) };
}

/**
 * By error code, the names of the values that code passes along with it. The kernel's field checks name their errors
 * without `kernel.`.
 */
export function errorParams(files: readonly { file: string; code: string }[], codes: readonly string[]): Params {
  const found: Params = new Map(codes.map((code) => [code, new Set()]));
  for (const { file, code: text } of files) {
    for (const node of nodesOf(file, text)) {
      const { codes: named, keys } = pairsIn(node);
      for (const code of named) for (const key of keys) (found.get(code) ?? found.get(`kernel.${code}`))?.add(key);
    }
  }
  return found;
}
