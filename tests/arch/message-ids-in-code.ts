import { isNamed, isNode, nodesOf, type SyntaxNode } from '../../scripts/syntax-tree.ts';

/** Message ids that code asks for: whole ones, and the fixed beginnings of composed ones (`web.field.${path}`). */
export interface UsedMessages {
  readonly ids: readonly string[];
  readonly prefixes: readonly string[];
}

const NOTHING: UsedMessages = { ids: [], prefixes: [] };

/** The translating functions: `t(…)`, `text.t(…)`, `i18n._(…)`. */
function isTranslation(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'MemberExpression') return isNamed(callee.property, ['t', '_']);
  return isNamed(callee, ['t']);
}

function templateOf({ quasis, expressions }: SyntaxNode): UsedMessages {
  const [head] = (quasis ?? []) as { value: { cooked: string } }[];
  const text = head?.value.cooked ?? '';
  const isWhole = Array.isArray(expressions) && expressions.length === 0;
  if (isWhole) return { ids: [text], prefixes: [] };
  return text.includes('.') ? { ids: [], prefixes: [text] } : NOTHING;
}

function merge(parts: readonly UsedMessages[]): UsedMessages {
  return { ids: parts.flatMap(({ ids }) => ids), prefixes: parts.flatMap(({ prefixes }) => prefixes) };
}

/** The values that an expression can have, as far as they stand in the code. */
function literalsOf(expression: unknown): UsedMessages {
  if (!isNode(expression)) return NOTHING;
  const { type } = expression;
  if (type === 'Literal' && typeof expression.value === 'string') return { ids: [expression.value], prefixes: [] };
  if (type === 'TemplateLiteral') return templateOf(expression);
  if (type === 'ConditionalExpression') return merge([expression.consequent, expression.alternate].map(literalsOf));
  if (type === 'LogicalExpression') return merge([expression.left, expression.right].map(literalsOf));
  if (type === 'JSXExpressionContainer') return literalsOf(expression.expression);
  return NOTHING;
}

function askedBy(node: SyntaxNode): UsedMessages {
  if (node.type === 'CallExpression' && isTranslation(node.callee) && Array.isArray(node.arguments)) {
    return literalsOf(node.arguments[0]);
  }
  if (node.type === 'JSXOpeningElement' && isNamed(node.name, ['Trans']) && Array.isArray(node.attributes)) {
    const id: unknown = node.attributes.find((attribute) => isNode(attribute) && isNamed(attribute.name, ['id']));
    return literalsOf(isNode(id) ? id.value : null);
  }
  return NOTHING;
}

/** The messages that a .ts or .tsx file asks for. */
export function messagesUsedIn(file: string, code: string): UsedMessages {
  return merge(nodesOf(file, code).map(askedBy));
}
