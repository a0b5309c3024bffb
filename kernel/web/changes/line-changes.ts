/** A field before and after; one side is absent where the record began or ended. */
export interface Change {
  before?: unknown;
  after?: unknown;
}

type Line = Record<string, unknown> & { id?: unknown };

/** What became of one line of a record. */
export interface LineChange {
  /** Position of the line, from 1; where it is gone, that which it had. */
  position: number;
  kind: 'added' | 'removed' | 'changed';
  changes: Record<string, Change>;
}

const linesOf = (value: unknown): Line[] =>
  Array.isArray(value) ? value.filter((line): line is Line => typeof line === 'object' && line !== null) : [];

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';
const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The lines of a record before and after, line by line: what is the same on both sides is left out. */
export function lineChanges({ before, after }: Change): LineChange[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const byId = new Map(old.map((line, index) => [line.id, { line, index }]));
  const found: LineChange[] = [];
  for (const [index, line] of now.entries()) {
    const known = byId.get(line.id);
    byId.delete(line.id);
    const changes = fieldChanges(known?.line, line);
    if (known && Object.keys(changes).length === 0) continue;
    found.push({ position: index + 1, kind: known ? 'changed' : 'added', changes });
  }
  for (const { line, index } of byId.values())
    found.push({ position: index + 1, kind: 'removed', changes: fieldChanges(line, undefined) });
  return found.sort((a, b) => a.position - b.position);
}

function fieldChanges(before: Line | undefined, after: Line | undefined): Record<string, Change> {
  const changes: Record<string, Change> = {};
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const [old, now] = [before?.[name], after?.[name]];
    if (name === 'id' || isSame(old, now) || (isEmpty(old) && isEmpty(now))) continue;
    changes[name] = { ...(before && { before: old }), ...(after && { after: now }) };
  }
  return changes;
}
