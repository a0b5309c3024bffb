import type { PlaceOverview } from '../../contract/index.ts';

/** A place with what lies in it, and in all that it holds. */
export interface PlaceNode {
  place: PlaceOverview;
  depth: number;
  /** Of the code, what the code of the place it belongs to does not say already. */
  ownCode: string;
  children: PlaceNode[];
  /** Boxes here and further in. */
  boxes: number;
  /** Positions here and further in. */
  positions: number;
}

/** The places as the tree they are, in the order given; one whose parent is not there stands at the top. */
export function treeOf(places: readonly PlaceOverview[]): PlaceNode[] {
  const known = new Set(places.map(({ id }) => id));
  const below = Map.groupBy(places, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const grow = (parent: PlaceOverview | null, depth: number): PlaceNode[] =>
    (below.get(parent?.id ?? null) ?? []).map((place) => {
      const children = grow(place, depth + 1);
      const sum = (field: 'boxes' | 'positions') =>
        children.reduce((total, child) => total + child[field], place[field]);
      const isPrefixed = parent !== null && place.code.startsWith(`${parent.code}-`);
      const ownCode = isPrefixed ? place.code.slice(parent.code.length + 1) : place.code;
      return { place, depth, ownCode, children, boxes: sum('boxes'), positions: sum('positions') };
    });
  return grow(null, 0);
}

/** The nodes one sees: below what is not open, nothing. */
export const visible = (nodes: readonly PlaceNode[], open: ReadonlySet<number>): PlaceNode[] =>
  nodes.flatMap((node) => [node, ...(open.has(node.place.id) ? visible(node.children, open) : [])]);

/** The places that hold the given one, outermost first, and itself. */
export function pathTo(nodes: readonly PlaceNode[], id: number): PlaceNode[] {
  for (const node of nodes) {
    if (node.place.id === id) return [node];
    const further = pathTo(node.children, id);
    if (further.length > 0) return [node, ...further];
  }
  return [];
}

/** The places whose code or name has the words, with the way to each. */
export function sought(nodes: readonly PlaceNode[], words: string): PlaceNode[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const keep = (node: PlaceNode): PlaceNode[] => {
    const text = `${node.place.code} ${node.place.name ?? ''}`.toLowerCase();
    const children = node.children.flatMap(keep);
    if (wanted.every((word) => text.includes(word))) return [node];
    return children.length > 0 ? [{ ...node, children }] : [];
  };
  return wanted.length === 0 ? [...nodes] : nodes.flatMap(keep);
}

/** How full a place is, 0 to 1 and beyond; null where nothing limits it. */
export function fillOf({ boxes, maxBoxes, weight, maxWeight }: PlaceOverview): number | null {
  const parts = [maxBoxes && boxes / maxBoxes, maxWeight && (weight ?? 0) / maxWeight].filter(
    (part): part is number => typeof part === 'number',
  );
  return parts.length > 0 ? Math.max(...parts) : null;
}
