import type { AnyResource, FieldSpec } from '../../contract/index.ts';
import { isListable } from '../../contract/index.ts';
import { fieldParts } from '../fields/index.ts';

export interface Column {
  name: string;
  spec: FieldSpec;
  width: number;
  align: 'end' | undefined;
  sortable: boolean;
}

const unsortable = new Set(['json', 'longText', 'refs', 'lines', 'file']);
const own: Record<string, FieldSpec> = {
  createdAt: { kind: 'dateTime', readOnly: true },
  updatedAt: { kind: 'dateTime', readOnly: true },
};

/** Room for a heading of 12 px with the arrow of the sort beside it, in px; a longer one is cut. */
const headingWidth = (label: string) => Math.min(200, 36 + 6.7 * label.length);
/** What names a record stands in bold, and there is no guessing what was cut. */
const titleRoom = 24;

function columnOf(name: string, spec: FieldSpec, label: string, isTitle = false): Column {
  const parts = fieldParts[spec.kind];
  return {
    name,
    spec,
    width: Math.round(Math.max((parts.width ?? 140) + (isTitle ? titleRoom : 0), headingWidth(label))),
    align: parts.align,
    sortable: !unsortable.has(spec.kind) && (isListable(spec) || name in own),
  };
}

/** Columns a list can show, the title first; those of fields the user may not read are left out. */
export function possibleColumns(
  resource: AnyResource,
  may: (permission: string | undefined) => boolean,
  labelOf: (field: string) => string,
): Column[] {
  const title = resource.fields[resource.title];
  const rest = Object.entries(resource.fields).filter(
    ([name, spec]) => name !== resource.title && isListable(spec) && spec.kind !== 'lines' && may(spec.read),
  );
  return [
    ...(title ? [columnOf(resource.title, title, labelOf(resource.title), true)] : []),
    ...rest.map(([name, spec]) => columnOf(name, spec, labelOf(name))),
    ...Object.entries(own).map(([name, spec]) => columnOf(name, spec, labelOf(name))),
  ];
}

/** The columns to show: those chosen, else those the declaration marks; the title always leads. */
export function shownColumns(possible: readonly Column[], chosen: readonly string[] | undefined): Column[] {
  const [title, ...rest] = possible;
  if (!title) return [];
  const shown = chosen
    ? rest.filter((column) => chosen.includes(column.name))
    : rest.filter((column) => column.spec.list);
  return [title, ...shown];
}

const flexible = new Set(['translated', 'longText', 'ref', 'refs', 'text']);

/** The column that takes the room left over: the first wide text after the title, else the title itself. */
export function flexibleColumn(columns: readonly Column[]): string | undefined {
  const [title, ...rest] = columns;
  const kinds = ['translated', 'longText', 'ref', 'text', 'refs'];
  if (title?.spec.kind === 'translated') return title.name;
  for (const kind of kinds) {
    const found = rest.find((column) => column.spec.kind === kind);
    if (found) return found.name;
  }
  return title && flexible.has(title.spec.kind) ? title.name : undefined;
}

/** Most that a reference's column grows by on a wide screen: number and name then stand side by side. */
const mostGrowth = 140;

/** Widths of the columns in `room` px: on a wide screen references grow first, the rest is the flexible column's. */
export function spreadWidths(columns: readonly Column[], flexible: string | undefined, room: number): number[] {
  const widths = columns.map(({ width }) => width);
  const spare = room - widths.reduce((sum, width) => sum + width, 0);
  const references = columns.filter(({ name, spec }) => spec.kind === 'ref' && name !== flexible).length;
  if (spare <= 0 || references === 0) return widths;
  const growth = Math.min(mostGrowth, Math.floor(spare / (references + 1)));
  return columns.map(({ name, spec, width }) => (spec.kind === 'ref' && name !== flexible ? width + growth : width));
}

/** Fields of the record to ask the server for, so that a list of narrow columns costs little. */
export function neededFields(resource: AnyResource, columns: readonly Column[]): string[] {
  const names = new Set(columns.map((column) => column.name).filter((name) => !(name in own)));
  if (resource.subtitle) names.add(resource.subtitle);
  if (resource.fields.state) names.add('state');
  return [...names].sort();
}
