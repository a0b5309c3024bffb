import type { Reference } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Wire } from '#kernel/server/present.ts';
import { getRecord } from '#kernel/server/read.ts';
import { bom, type Comparison, type Difference } from '../../contract/index.ts';

type List = Exclude<Difference['list'], 'head'>;

/** What names a line; lines of the same name are told apart by their order. */
const nameOf: Record<List, (line: Wire) => string> = {
  lines: ({ component, kind, onlyFor }) => `${idOf(component)} ${kind} ${onlyFor ?? ''}`,
  substitutes: ({ component, substitute }) => `${idOf(component)} ${idOf(substitute)}`,
  operations: ({ name }) => String(name),
};
const lists: readonly List[] = ['lines', 'substitutes', 'operations'];
const headFields = ['validFrom', 'outputQuantity', 'unit', 'note'];
const unnamed = new Set(['id', 'component']);

const idOf = (value: unknown): number | null => (value as Reference | null)?.id ?? null;
const plain = (value: unknown): string => JSON.stringify(typeof value === 'object' ? idOf(value) : value);

/** What differs between two BOMs, as this actor may see them: revisions of one, or those of two variants. */
export async function compareBoms(ctx: Ctx, before: number, after: number): Promise<Comparison> {
  const served = ctx.app.served(bom.name);
  const [old, now] = [await getRecord(ctx, served, before), await getRecord(ctx, served, after)];
  const head = changesOf(old, now, headFields);
  const differences: Difference[] =
    Object.keys(head).length > 0
      ? [{ kind: 'changed', list: 'head', component: null, detail: null, fields: head }]
      : [];
  for (const list of lists) differences.push(...listDifferences(list, linesOf(old, list), linesOf(now, list)));
  return { before: referenceOf(old), after: referenceOf(now), differences };
}

const referenceOf = ({ id, code }: Wire): Reference => ({ id: Number(id), title: String(code) });
const linesOf = (wire: Wire, list: List): Wire[] => (wire[list] ?? []) as Wire[];

function changesOf(old: Wire, now: Wire, fields: readonly string[]): Difference['fields'] {
  const changed = fields.filter((field) => plain(old[field] ?? null) !== plain(now[field] ?? null));
  return Object.fromEntries(changed.map((field) => [field, { before: old[field] ?? null, after: now[field] ?? null }]));
}

function listDifferences(list: List, old: readonly Wire[], now: readonly Wire[]): Difference[] {
  const [before, after] = [byName(list, old), byName(list, now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Difference[] => {
    const [left, right] = [before.get(key), after.get(key)];
    const shown = right ?? left;
    if (!shown) return [];
    const fields = Object.keys(shown).filter((field) => !unnamed.has(field));
    const changes = changesOf(left ?? {}, right ?? {}, fields);
    if (left && right && Object.keys(changes).length === 0) return [];
    return [
      {
        kind: !left ? 'added' : !right ? 'removed' : 'changed',
        list,
        component: (shown.component as Reference | undefined) ?? null,
        detail: detailOf(list, shown),
        fields: changes,
      },
    ];
  });
}

function detailOf(list: List, line: Wire): string | null {
  if (list === 'operations') return String(line.name);
  if (list === 'substitutes') return (line.substitute as Reference | null)?.title ?? null;
  return (line.onlyFor as string | null) ?? null;
}

function byName(list: List, lines: readonly Wire[]): Map<string, Wire> {
  const found = new Map<string, Wire>();
  const seen = new Map<string, number>();
  for (const line of lines) {
    const name = nameOf[list](line);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    found.set(`${name} ${times}`, line);
  }
  return found;
}
