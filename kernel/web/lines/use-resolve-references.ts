import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Fields } from '../../contract/index.ts';
import { type PickItem, pickQueryOptions } from '../api/use-pick.ts';
import { notify } from '../dialogs/notify.ts';
import type { Beside } from '../fields/field-parts.ts';
import { besideLine, whereOf } from '../form/beside.ts';
import type { Line } from '../form/to-write.ts';
import { useText } from '../i18n/text.ts';
import { type Registry, useRegistry } from '../registry.tsx';

/** The one record that answers to what was typed: by its exact title, or as the only hit. */
export function onlyHit(items: readonly PickItem[], typed: string): PickItem | undefined {
  const exact = items.find((item) => item.title.toLowerCase() === typed.trim().toLowerCase());
  return exact ?? (items.length === 1 ? items[0] : undefined);
}

async function resolveLine(client: QueryClient, registry: Registry, fields: Fields, line: Line, record?: Beside) {
  const found: Line = { ...line };
  let unknown = 0;
  for (const [name, spec] of Object.entries(fields)) {
    const typed = line[name];
    const target = spec.kind === 'ref' ? registry.resource(spec.target) : undefined;
    if (typeof typed !== 'string' || !target) continue;
    // References are resolved in their order: one that is matched with another stands behind it.
    const where = whereOf(spec, besideLine(found, record));
    const { items } = await client.fetchQuery(pickQueryOptions(target, typed, where));
    const hit = onlyHit(items, typed);
    if (hit) found[name] = { id: hit.id, title: hit.title, subtitle: hit.subtitle ?? null };
    else unknown += 1;
  }
  return { line: found, unknown };
}

/** Pasted numbers and names of records become references where exactly one record answers to them. */
export function useResolveReferences(): (fields: Fields, lines: readonly Line[], record?: Beside) => Promise<Line[]> {
  const client = useQueryClient();
  const registry = useRegistry();
  const { t } = useText();
  return async (fields, lines, record) => {
    const resolved = await Promise.all(lines.map((line) => resolveLine(client, registry, fields, line, record)));
    const unknown = resolved.reduce((sum, one) => sum + one.unknown, 0);
    if (unknown > 0) notify({ tone: 'wrong', text: t('web.lines.unknown', { count: unknown }) });
    return resolved.map(({ line }) => line);
  };
}
