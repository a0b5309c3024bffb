import type { Ctx } from '../ctx.ts';
import { type ChunkResult, type ImportWork, importChunk } from './import-chunk.ts';
import type { ImportEntry } from './import-entry.ts';
import { readEntry } from './import-entry.ts';
import type { ImportPlan } from './import-plan.ts';
import { rehearse } from './nested-transaction.ts';
import type { SheetRow } from './sheet.ts';
import { splitTitles } from './title-list.ts';

/*
 * A dry run takes back each chunk by itself, so that other writers wait for one chunk only. What a chunk would have left to
 * later ones is remembered here: values that no two records may share, and rows that others name as their parents.
 */

/** Values that must be unique, by the row that would have them. */
export interface TakenValues {
  /** Notes a problem with the row when an earlier chunk has one of its values. */
  refuses(entry: ImportEntry): boolean;
  note(entry: ImportEntry): void;
}

export function takenValues({ served, fields }: ImportPlan): TakenValues {
  const unique = [...fields.values()].filter(({ spec }) => spec.unique).map(({ name }) => [name]);
  const keys = [...unique, ...(served.resource.unique ?? [])].filter((key) => key.every((name) => fields.has(name)));
  const taken = new Map<string, number>();
  const valuesOf = (entry: ImportEntry) =>
    keys.flatMap((key) => {
      const values = key.map((name) => entry.wire[name] ?? null);
      return values.includes(null)
        ? []
        : [{ path: key.at(-1) ?? '', value: values.at(-1), text: `${key} ${JSON.stringify(values)}` }];
    });
  return {
    refuses(entry) {
      const { row } = entry.source;
      const twice = valuesOf(entry).filter(({ text }) => (taken.get(text) ?? row) !== row);
      for (const { path, value } of twice)
        entry.problems.push({ path, code: 'kernel.duplicate', params: { value: String(value) } });
      return twice.length > 0;
    },
    note(entry) {
      for (const { text } of valuesOf(entry)) if (!taken.has(text)) taken.set(text, entry.source.row);
    },
  };
}

/** Rows of the file by the texts that name them, where records may refer to others of the same kind. */
export class Family {
  readonly #plan: ImportPlan;
  readonly #reading: ImportWork['reading'];
  readonly #byText = new Map<string, SheetRow[]>();
  /** Names of the fields that refer to such records themselves. */
  readonly #links: readonly string[];

  constructor({ plan, reading }: ImportWork) {
    this.#plan = plan;
    this.#reading = reading;
    this.#links = [...plan.fields.values()].flatMap(({ name, spec }) =>
      spec.target === plan.served.resource.name ? name : [],
    );
  }

  /** Remembers a row that would be written. */
  note({ source, wire, texts }: ImportEntry): void {
    if (this.#links.length === 0) return;
    const { title } = this.#plan.served.resource;
    for (const { name, spec } of this.#plan.fields.values()) {
      if (name !== title && !spec.unique) continue;
      const value = wire[name];
      for (const text of [value, ...Object.values(texts[name] ?? {})]) {
        if (typeof text === 'string') this.#byText.set(text, [...(this.#byText.get(text) ?? []), source]);
      }
    }
  }

  /** The rows with all rows that they, and those in turn, name as their parents; parents first where possible. */
  closure(rows: readonly SheetRow[]): SheetRow[] {
    const found = new Map(rows.map((row) => [row.row, row]));
    for (let open = [...rows]; open.length > 0; ) {
      const parents = open.flatMap((row) => this.#parentsOf(row)).filter(({ row }) => !found.has(row));
      for (const parent of parents) found.set(parent.row, parent);
      open = parents;
    }
    return [...found.values()];
  }

  #parentsOf(row: SheetRow): SheetRow[] {
    const { namings } = readEntry(this.#plan, row, this.#reading);
    return this.#links.flatMap((name) => {
      const title = namings.get(name)?.title ?? null;
      return title === null ? [] : [title, ...splitTitles(title)].flatMap((text) => this.#byText.get(text) ?? []);
    });
  }
}

/** Tries rows together with the parents they wait for, generation by generation, and takes all of it back. */
export function rehearseFamily(
  ctx: Ctx,
  work: ImportWork,
  family: Family,
  rows: readonly SheetRow[],
): Promise<ChunkResult> {
  const meant = new Set(rows.map(({ row }) => row));
  return rehearse(ctx, async (tx) => {
    const all: ChunkResult = { outcomes: new Map(), waits: [], stopped: false };
    let open = family.closure(rows);
    for (let before = Number.POSITIVE_INFINITY; open.length > 0 && open.length < before && !all.stopped; ) {
      before = open.length;
      const { outcomes, waits, stopped } = await importChunk(tx, work, open);
      for (const [entry, outcome] of outcomes) if (meant.has(entry.source.row)) all.outcomes.set(entry, outcome);
      all.waits = waits.filter(({ source }) => meant.has(source.row));
      all.stopped = stopped;
      open = waits.map(({ source }) => source);
    }
    return all;
  });
}
