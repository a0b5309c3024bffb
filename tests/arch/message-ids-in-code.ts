import { parseAst } from 'vite';

/** Message ids that code asks for: whole ones, and the fixed beginnings of composed ones (`web.field.${path}`). */
export interface UsedMessages {
  readonly ids: readonly string[];
  readonly prefixes: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

/** The translating functions: `t(…)`, `text.t(…)`, `i18n._(…)`. */
function isTranslation(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'MemberExpression') return isNamed(callee.property, ['t', '_']);
  return isNamed(callee, ['t']);
}

function isNamed(node: unknown, names: readonly string[]): boolean {
  return isNode(node) && typeof node.name === 'string' && names.includes(node.name);
}

/** The values that an expression can have, as far as they stand in the code. */
function literalsOf(expression: unknown): UsedMessages {
  if (!isNode(expression)) return { ids: [], prefixes: [] };
  const { type } = expression;
  if (type === 'Literal' && typeof expression.value === 'string') return { ids: [expression.value], prefixes: [] };
  if (type === 'TemplateLiteral') return templateOf(expression);
  if (type === 'ConditionalExpression') return merge([expression.consequent, expression.alternate].map(literalsOf));
  if (type === 'LogicalExpression') return merge([expression.left, expression.right].map(literalsOf));
  if (type === 'JSXExpressionContainer') return literalsOf(expression.expression);
  return { ids: [], prefixes: [] };
}

function templateOf(template: Node): UsedMessages {
  const [head] = (template.quasis ?? []) as { value: { cooked: string } }[];
  const text = head?.value.cooked ?? '';
  const isWhole = Array.isArray(template.expressions) && template.expressions.length === 0;
  if (isWhole) return { ids: [text], prefixes: [] };
  return { ids: [], prefixes: text.includes('.') ? [text] : [] };
}

function merge(parts: readonly UsedMessages[]): UsedMessages {
  return { ids: parts.flatMap(({ ids }) => ids), prefixes: parts.flatMap(({ prefixes }) => prefixes) };
}

function ofNode(node: Node): UsedMessages {
  if (node.type === 'CallExpression' && isTranslation(node.callee) && Array.isArray(node.arguments)) {
    return literalsOf(node.arguments[0]);
  }
  if (node.type === 'JSXOpeningElement' && isNamed(node.name, ['Trans']) && Array.isArray(node.attributes)) {
    const id = node.attributes.find((attribute) => isNode(attribute) && isNamed(attribute.name, ['id']));
    return literalsOf(isNode(id) ? id.value : null);
  }
  return { ids: [], prefixes: [] };
}

/** The messages that a .ts or .tsx file asks for. */
export function messagesUsedIn(code: string, lang: 'ts' | 'tsx'): UsedMessages {
  const walk = (node: Node): UsedMessages => merge([ofNode(node), ...childrenOf(node).map(walk)]);
  const program: unknown = parseAst(code, { lang });
  return isNode(program) ? walk(program) : { ids: [], prefixes: [] };
}
