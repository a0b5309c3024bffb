import { kernelErrors } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import type { Served } from '../served.ts';
import { type ColumnFinder, findableColumns } from './import-plan.ts';
import { textOf } from './read-cell.ts';
import type { Sheet } from './sheet.ts';

/** By header of the file: the column it means, by its technical name; null for one that is left out. */
export type ColumnMapping = Readonly<Record<string, string | null>>;

/** A header that begins so is a remark (the reasons in a file of rejected rows) and is passed over. */
export const remark = '#';

/** Puts what the user has chosen before what the headers say by themselves. */
export const withMapping =
  (find: ColumnFinder, mapping: ColumnMapping): ColumnFinder =>
  (header) => {
    if (header.startsWith(remark)) return null;
    if (!Object.hasOwn(mapping, header)) return find(header);
    const target = mapping[header] ?? null;
    return target === null ? null : find(target);
  };

/** `Art.-Nr. ` and `artnr` are the same to somebody who looks for a column. */
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[äöü]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

export interface InspectedColumn {
  header: string;
  /** Technical name of the column it seems to mean; null where nothing fits. */
  target: string | null;
  /** True where the header says it by itself; false for a guess. */
  sure: boolean;
  samples: string[];
}

export interface Inspection {
  columns: InspectedColumn[];
  /** Columns there are, with their labels in the reader's language. */
  targets: { name: string; label: string; required: boolean }[];
}

const sampled = 3;

/** What a file's columns seem to mean, with some of their values, for the user to confirm or correct. */
export async function inspectColumns(
  ctx: Ctx,
  served: Served,
  { sheet, find }: { sheet: Sheet; find: ColumnFinder },
): Promise<Inspection> {
  const known = findableColumns(ctx, served);
  const guess = guesser(known);
  const samples: string[][] = sheet.header.map(() => []);
  let rows = 0;
  for await (const { cells } of sheet.rows()) {
    for (const [index, cell] of cells.entries()) {
      const text = textOf(cell);
      const shown = samples[index];
      if (text !== null && shown && shown.length < sampled) shown.push(text.slice(0, 60));
    }
    if (++rows === 50) break;
  }
  const columns = sheet.header.map((header, index) => {
    const own = header.startsWith(remark) ? null : find(header);
    const target = own === undefined ? guess(header) : (own?.header ?? null);
    return { header, target, sure: own !== undefined, samples: samples[index] ?? [] };
  });
  if (new Set(sheet.header.filter(Boolean)).size < sheet.header.filter(Boolean).length) refuseSameHeaders(sheet.header);
  const { fields } = served.resource;
  const targets = known.map(({ column, label }) => {
    const spec = fields[column.field];
    return {
      name: column.header,
      label,
      required: Boolean(spec?.required && !spec.filled && spec.default === undefined),
    };
  });
  return { columns: withoutDoubles(columns), targets };
}

/** Two columns of one name cannot be told apart in a mapping. */
function refuseSameHeaders(header: readonly string[]): never {
  const column = header.find((name, index) => name !== '' && header.indexOf(name) !== index) ?? '';
  throw kernelErrors.invalidInput({}, [{ path: column, code: 'kernel.duplicateColumn', params: { column } }]);
}

/** The column of which the name or a label is the header but for writing; else the one that begins alike, if it is alone. */
function guesser(known: ReturnType<typeof findableColumns>): (header: string) => string | null {
  const names = known.flatMap(({ column, texts }) => texts.map((text) => [bare(text), column.header] as const));
  return (header) => {
    const wanted = bare(header);
    if (wanted === '') return null;
    const same = names.find(([text]) => text === wanted);
    if (same) return same[1];
    if (wanted.length < 3) return null;
    const alike = names.filter(([text]) => text.startsWith(wanted) || (text.length > 3 && wanted.startsWith(text)));
    const targets = new Set(alike.map(([, target]) => target.split('.')[0]));
    return targets.size === 1 ? (alike[0]?.[1] ?? null) : null;
  };
}

/** A guess gives way to the header that is sure, and to the guess before it. */
function withoutDoubles(columns: InspectedColumn[]): InspectedColumn[] {
  const taken = new Set(columns.flatMap(({ sure, target }) => (sure && target ? target : [])));
  return columns.map((column) => {
    if (column.sure || column.target === null) return column;
    if (taken.has(column.target)) return { ...column, target: null };
    taken.add(column.target);
    return column;
  });
}
