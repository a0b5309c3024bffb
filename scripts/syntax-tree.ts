import { parseAst } from 'vite';

/** A node of the syntax tree (ESTree), as far as scripts look at it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [part: string]: unknown;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Whether it is an identifier with one of the names. */
export const isNamed = (node: unknown, names: readonly string[]): boolean =>
  isNode(node) && typeof node.name === 'string' && names.includes(node.name);

/** Every node of a TypeScript file, outer ones first; throws where it is no TypeScript. */
export function nodesOf(file: string, code: string): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const walk = (node: SyntaxNode): void => {
    nodes.push(node);
    for (const child of Object.values(node).flat()) if (isNode(child)) walk(child);
  };
  const program: unknown = parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file);
  if (isNode(program)) walk(program);
  return nodes;
}
