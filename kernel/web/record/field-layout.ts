import type { AnyResource, FieldSpec } from '../../contract/index.ts';
import type { PartsEntry } from '../module.ts';

type Named = readonly [name: string, spec: FieldSpec];

export interface FieldLayout {
  /** Groups of fields, the one without a name first. */
  groups: { name: string; fields: Named[] }[];
  /** Tables of lines. */
  lines: Named[];
  /** What the server works out: totals, dates, marks. */
  facts: Named[];
}

const inHeader = (resource: AnyResource, name: string, spec: FieldSpec) =>
  spec.kind === 'state' || (spec.readOnly && (name === resource.title || name === resource.subtitle));

/** Where each field of a record stands on its page. `known` says whether the reader's record has the field at all. */
export function layoutOf(
  resource: AnyResource,
  parts: Pick<PartsEntry, 'groups' | 'hidden'>,
  known: (name: string) => boolean,
): FieldLayout {
  const layout: FieldLayout = { groups: [], lines: [], facts: [] };
  const groups = new Map<string, Named[]>([['', []], ...parts.groups.map((name): [string, Named[]] => [name, []])]);
  const entered = new Set(
    Object.values(resource.fields)
      .filter((spec) => !spec.readOnly)
      .map((spec) => spec.group),
  );
  for (const [name, spec] of Object.entries(resource.fields)) {
    if (spec.secret || !known(name) || parts.hidden.includes(name) || inHeader(resource, name, spec)) continue;
    if (spec.kind === 'lines') layout.lines.push([name, spec]);
    // A group in which nothing can be entered (totals, proofs) is a list of facts; where nothing can be entered at all,
    // as in a movement, the facts are what the page is about.
    else if (spec.readOnly && entered.size > 0 && (!spec.group || !entered.has(spec.group)))
      layout.facts.push([name, spec]);
    else groups.set(spec.group ?? '', [...(groups.get(spec.group ?? '') ?? []), [name, spec]]);
  }
  layout.groups = [...groups].filter(([, fields]) => fields.length > 0).map(([name, fields]) => ({ name, fields }));
  return layout;
}
