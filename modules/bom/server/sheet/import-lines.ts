import { AppError, type Draft, type FieldProblem } from '#kernel/contract/index.ts';
import { type Ctx, demand, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import type { ImportEntry } from '#kernel/server/import-export/import-entry.ts';
import type { ImportPlan } from '#kernel/server/import-export/import-plan.ts';
import {
  countOutcomes,
  type ImportReport,
  mostErrors,
  noCounts,
  problemsOfRow,
  tellProblem,
} from '#kernel/server/import-export/import-report.ts';
import { inSavepoint, rehearse } from '#kernel/server/import-export/nested-transaction.ts';
import type { ImportFile } from '#kernel/server/import-export/open-import.ts';
import type { Outcome } from '#kernel/server/import-export/write-entries.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { act, create, update } from '#kernel/server/write.ts';
import { bom, parseOnlyFor, writeOnlyFor } from '../../contract/index.ts';
import { contentOf } from '../bom/bom-verbs.ts';
import type { Bom } from '../bom/known-records.ts';
import { headsBy, partsBy } from '../structure/read-rows.ts';
import { type LineValues, note, readSheet, type SheetBom } from './read-sheet.ts';

const bomsAtOnce = 50;

/** What shall become of one BOM of the file. */
interface Order {
  sheet: SheetBom;
  latest: Bom | null;
  content: Draft<typeof bom>;
  isReleased: boolean;
  validFrom: string | null;
}

/**
 * Creates BOMs from a sheet of their lines. The rows of a product or variant are its whole BOM: where they say what its
 * latest revision says nothing happens, a draft is changed, and beside a released one a new revision is written. A BOM
 * with a broken row is left out as a whole, the others go in; each fifty of them are one transaction.
 */
export async function importLines(
  ctx: Ctx,
  { dryRun, ...file }: ImportFile & { dryRun: boolean },
): Promise<Omit<ImportReport, 'rejects'> & { rejects: null }> {
  demand(ctx, `${bom.name}:create`);
  const { plan, boms, astray } = await readSheet(ctx, file);
  const outcomes = new Map<ImportEntry, Outcome>(astray.map(({ entry }) => [entry, 'failed']));
  const run = async (inner: Ctx) => {
    for (const part of inParts(boms, bomsAtOnce)) {
      await withTransaction(inner, (tx) => importSome(tx, part, (sheet, outcome) => settle(outcomes, sheet, outcome)));
    }
  };
  await (dryRun ? rehearse(ctx, run) : run(ctx));
  const report = reportOf(ctx, plan, outcomes);
  ctx.app.logger.info({ requestId: ctx.requestId, user: ctx.actor.id, dryRun, boms: boms.length }, 'import of BOMs');
  return report;
}

function settle(outcomes: Map<ImportEntry, Outcome>, { lines }: SheetBom, outcome: Outcome): void {
  for (const line of lines) {
    if (outcome === 'failed' && line.entry.problems.length === 0) note(line, { path: '', code: 'bom.otherLineBroken' });
    outcomes.set(line.entry, outcome);
  }
}

function reportOf(ctx: Ctx, plan: ImportPlan, outcomes: ReadonlyMap<ImportEntry, Outcome>) {
  const errors = [...outcomes]
    .flatMap(([entry, outcome]) => (outcome === 'failed' ? problemsOfRow(plan, entry, outcome) : []))
    .sort((a, b) => a.row - b.row)
    .slice(0, mostErrors)
    .map((problem) => tellProblem(ctx, problem));
  return { ...countOutcomes(noCounts(), outcomes), errors, warnings: [], stopped: false, rejects: null };
}

type Settle = (sheet: SheetBom, outcome: Outcome) => void;

async function importSome(tx: Ctx, sheets: readonly SheetBom[], done: Settle): Promise<void> {
  const sound = sheets.filter(({ lines }) => lines.every(({ entry }) => entry.problems.length === 0));
  for (const sheet of sheets) if (!sound.includes(sheet)) done(sheet, 'failed');
  const orders = await ordersFor(tx, sound);
  const open = orders.filter((order) => {
    const isKnown = order.latest !== null && isSame(order.latest, order.content);
    const isDone = isKnown && (!order.isReleased || order.latest?.state === 'released');
    if (isDone) done(order.sheet, 'unchanged');
    return !isDone;
  });
  await writeOrders(tx, open, done);
}

async function ordersFor(tx: Ctx, sheets: readonly SheetBom[]): Promise<Order[]> {
  const heads = [
    ...(await headsBy(
      tx,
      'product',
      sheets.flatMap(({ product }) => product ?? []),
    )),
    ...(await headsBy(
      tx,
      'variant',
      sheets.flatMap(({ variant }) => variant ?? []),
    )),
  ];
  const latest = new Map<string, { id: number; revision: number }>();
  for (const { id, product, variant, revision } of heads) {
    const key = `${product} ${variant}`;
    if (revision > (latest.get(key)?.revision ?? 0)) latest.set(key, { id, revision });
  }
  const rows = new Map(
    (
      await rowsOf(
        tx,
        bom,
        [...latest.values()].map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const components = sheets.flatMap(({ lines }) => lines.flatMap(({ values }) => values?.component ?? []));
  const units = new Map((await partsBy(tx, 'id', components)).map(({ id, unit }) => [id, unit]));
  return sheets.map((sheet) => {
    const known = rows.get(latest.get(`${sheet.product} ${sheet.variant}`)?.id ?? 0) ?? null;
    return orderFor(sheet, known, units);
  });
}

function orderFor(sheet: SheetBom, latest: Bom | null, units: ReadonlyMap<number, number>): Order {
  const values = sheet.lines.flatMap((line) => line.values ?? []);
  const first = <K extends keyof LineValues>(key: K) => values.find((value) => value[key] != null)?.[key] ?? null;
  const outputQuantity = first('outputQuantity') ?? latest?.outputQuantity;
  const unit = first('outputUnit') ?? latest?.unit;
  const validFrom = first('validFrom');
  return {
    sheet,
    latest,
    isReleased: values.some(({ isReleased }) => isReleased === true),
    validFrom,
    content: {
      ...(validFrom !== null && { validFrom }),
      ...(outputQuantity != null && { outputQuantity }),
      ...(unit != null && { unit }),
      lines: values.map((value) => ({
        component: value.component,
        quantity: value.quantity,
        unit: value.unit ?? units.get(value.component) ?? 0,
        scrapPercent: value.scrapPercent ?? null,
        isFixed: value.isFixed ?? false,
        roundingMultiple: value.roundingMultiple ?? null,
        kind: value.kind ?? 'component',
        onlyFor: canonical(value.onlyFor ?? null),
        note: value.note ?? null,
      })),
    },
  };
}

/** As it will be kept; what cannot be read stays, to be refused. */
function canonical(onlyFor: string | null): string | null {
  const condition = parseOnlyFor(onlyFor);
  return condition ? writeOnlyFor(condition) : onlyFor;
}

/** Does the latest revision say what the rows say? Of what they leave open they say nothing. */
function isSame(latest: Bom, { outputQuantity, unit, validFrom, lines }: Draft<typeof bom>): boolean {
  const keysOf = (line: Record<string, unknown>) =>
    JSON.stringify(
      Object.entries(line)
        .filter(([key]) => key !== 'id')
        .sort(),
    );
  return (
    latest.state !== 'obsolete' &&
    outputQuantity === latest.outputQuantity &&
    unit === latest.unit &&
    (validFrom == null || validFrom === latest.validFrom) &&
    (lines ?? []).map(keysOf).join() === latest.lines.map(keysOf).join()
  );
}

/** All at once; where something is refused, one after the other, so that it stops only what it belongs to. */
async function writeOrders(tx: Ctx, orders: readonly Order[], done: Settle): Promise<void> {
  if (orders.length === 0) return;
  try {
    const outcomes = await inSavepoint(tx, orders.length === 1, (part) => write(part, orders));
    for (const [order, outcome] of outcomes) done(order.sheet, outcome);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const [only, second] = orders;
    if (!only || second) {
      for (const order of orders) await writeOrders(tx, [order], done);
      return;
    }
    blame(only.sheet, error);
    done(only.sheet, 'failed');
  }
}

/** Puts the faults of a BOM to the rows that they come from. */
function blame({ lines }: SheetBom, error: AppError): void {
  const problems: readonly FieldProblem[] =
    error.fields.length > 0 ? error.fields : [{ path: '', code: error.code, params: error.params }];
  for (const problem of problems) {
    const [, index, field] = /^lines\.(\d+)\.(\w+)$/.exec(problem.path) ?? [];
    const line = lines[Number(index ?? 0)];
    if (line) note(line, { ...problem, path: field ?? problem.path });
  }
}

async function write(tx: Ctx, orders: readonly Order[]): Promise<[Order, Outcome][]> {
  const changes = orders.filter(({ latest }) => latest?.state === 'draft');
  const fresh = orders.filter((order) => !changes.includes(order) && !isHeld(order));
  const held = orders.filter((order) => !changes.includes(order) && isHeld(order));
  const updated = await update(
    tx,
    bom,
    changes.map(({ latest, content }) => ({ id: latest?.id ?? 0, patch: content })),
  );
  // Beside the lines a new revision takes along what this actor may not see, such as rates of operations.
  const created = await create(
    trusted(tx),
    bom,
    fresh.map(({ latest, content, sheet: { product, variant } }) => ({
      ...(latest && contentOf(latest)),
      ...content,
      product,
      variant,
    })),
  );
  const ids = new Map<Order, number>([
    ...changes.map((order, index) => [order, updated[index]?.id ?? 0] as const),
    ...fresh.map((order, index) => [order, created[index]?.id ?? 0] as const),
  ]);
  for (const [order, id] of ids)
    if (order.isReleased) await act(tx, bom, 'release', id, { validFrom: order.validFrom });
  return [
    ...changes.map((order): [Order, Outcome] => [order, 'updated']),
    ...fresh.map((order): [Order, Outcome] => [order, 'created']),
    ...held.map((order): [Order, Outcome] => [order, 'unchanged']),
  ];
}

/** Already released with just these lines. */
const isHeld = ({ latest, content }: Order): boolean =>
  latest !== null && latest.state === 'released' && isSame(latest, content);
