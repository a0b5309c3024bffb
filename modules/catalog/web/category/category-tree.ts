/** A category with what lies below it, in the order of the list. */
export interface TreeNode<T> {
  row: T;
  depth: number;
  children: TreeNode<T>[];
}

interface Branch {
  id: number;
  parent: { id: number } | null;
}

/** The tree that the rows form; what names a parent that is not there stands at the top, so that nothing is lost. */
export function treeOf<T extends Branch>(rows: readonly T[]): TreeNode<T>[] {
  const known = new Set(rows.map(({ id }) => id));
  const below = new Map<number | null, T[]>();
  for (const row of rows) {
    const parent = row.parent && known.has(row.parent.id) && row.parent.id !== row.id ? row.parent.id : null;
    below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const grow = (parent: number | null, depth: number): TreeNode<T>[] =>
    (below.get(parent) ?? []).map((row) => ({ row, depth, children: grow(row.id, depth + 1) }));
  return grow(null, 0);
}

/** The nodes one sees: below what is closed, nothing. */
export const visible = <T extends Branch>(nodes: readonly TreeNode<T>[], closed: ReadonlySet<number>): TreeNode<T>[] =>
  nodes.flatMap((node) => [node, ...(closed.has(node.row.id) ? [] : visible(node.children, closed))]);

/** Whether `inner` is the category itself or lies somewhere below it: there it cannot be moved. */
export const holds = <T extends Branch>(node: TreeNode<T>, inner: number): boolean =>
  node.row.id === inner || node.children.some((child) => holds(child, inner));
