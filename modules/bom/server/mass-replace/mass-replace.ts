import { AppError, type Draft, formatDecimal, multiplyDivide, type Quantity } from '#kernel/contract/index.ts';
import { type Ctx, demand, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { inSavepoint, rehearse } from '#kernel/server/import-export/nested-transaction.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { act, create, update } from '#kernel/server/write.ts';
import { bom, bomErrors, type ReplacedBom, type Replacement } from '../../contract/index.ts';
import { contentOf } from '../bom/bom-verbs.ts';
import type { Bom } from '../bom/known-records.ts';
import { headsBy, linesBy } from '../structure/read-rows.ts';

export interface MassReplace {
  component: number;
  replacement: number;
  /** Pieces of the replacement for one of the component, in millionths. */
  factor: Quantity;
  /** Releases the new revisions, from `validFrom` (else from today). */
  release: boolean;
  validFrom: string | null;
  /** Does everything, tells the result, and takes all of it back. */
  dryRun: boolean;
}

const quantityUnit = 1_000_000;

/**
 * Puts another component in the place of one, in the latest revision of every BOM that has it: drafts are changed,
 * released ones get a new revision. What a rule refuses (a circle, a unit that does not convert) is told and stops
 * nothing else. All in one transaction, written at once as long as nothing is refused.
 */
export async function massReplace(ctx: Ctx, wish: MassReplace): Promise<Replacement> {
  if (wish.component === wish.replacement) throw bomErrors.replacementIsSame();
  demand(ctx, `${bom.name}:update`);
  if (wish.release) demand(ctx, `${bom.name}:release`);
  const work = async (tx: Ctx) => {
    const boms: ReplacedBom[] = [];
    await replaceIn(tx, wish, await latestWith(tx, wish.component), boms);
    return boms.sort((a, b) => String(a.bom.title).localeCompare(String(b.bom.title)));
  };
  const boms = await (wish.dryRun ? rehearse(ctx, work) : withTransaction(ctx, work));
  // What was only tried does not exist: nothing may lead there.
  const shown = wish.dryRun ? boms.map((one) => ({ ...one, result: null })) : boms;
  return { dryRun: wish.dryRun, boms: shown };
}

/** The latest revision of each subject, where it is no history and has the component. Five statements. */
async function latestWith(ctx: Ctx, component: number): Promise<Bom[]> {
  const lines = await linesBy(ctx, 'component', [component]);
  const heads = await headsBy(ctx, 'id', [...new Set(lines.map(({ bom: id }) => id))]);
  const revisions = [
    ...(await headsBy(
      ctx,
      'variant',
      heads.flatMap(({ variant }) => variant ?? []),
    )),
    ...(await headsBy(
      ctx,
      'product',
      heads.flatMap(({ product }) => product ?? []),
    )),
  ].filter(({ state }) => state !== 'obsolete');
  const latest = new Map<string, { id: number; revision: number }>();
  for (const { id, product, variant, revision } of revisions) {
    const key = `${product} ${variant}`;
    if (revision > (latest.get(key)?.revision ?? 0)) latest.set(key, { id, revision });
  }
  const wanted = new Set([...latest.values()].map(({ id }) => id));
  return rowsOf(
    ctx,
    bom,
    heads.filter(({ id }) => wanted.has(id)).map(({ id }) => id),
  );
}

async function replaceIn(ctx: Ctx, wish: MassReplace, rows: readonly Bom[], done: ReplacedBom[]): Promise<void> {
  if (rows.length === 0) return;
  try {
    done.push(...(await inSavepoint(ctx, rows.length === 1, (part) => write(part, wish, rows))));
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const [only, second] = rows;
    if (!only || second) for (const row of rows) await replaceIn(ctx, wish, [row], done);
    else done.push(told(wish, only, 'refused', null, messageOf(ctx, error)));
  }
}

async function write(ctx: Ctx, wish: MassReplace, rows: readonly Bom[]): Promise<ReplacedBom[]> {
  const drafts = rows.filter(({ state }) => state === 'draft');
  const released = rows.filter(({ state }) => state !== 'draft');
  const patches = drafts.map((row) => ({ id: row.id, patch: replaced(wish, row) }));
  const changed = patches.length > 0 ? await update(ctx, bom, patches) : [];
  if (released.length > 0) demand(ctx, `${bom.name}:create`);
  const revisions = released.map((row) => ({
    ...contentOf({ ...row, ...replaced(wish, row) } as Bom),
    product: row.product,
    variant: row.variant,
  }));
  // A new revision takes along what this actor may not see, such as rates of operations.
  const created = revisions.length > 0 ? await create(trusted(ctx), bom, revisions) : [];
  if (wish.release) for (const { id } of created) await act(ctx, bom, 'release', id, { validFrom: wish.validFrom });
  return [
    ...drafts.map((row, index) => told(wish, row, 'changed', changed[index] ?? null, null)),
    ...released.map((row, index) =>
      told(wish, row, wish.release ? 'released' : 'revised', created[index] ?? null, null),
    ),
  ];
}

const times = (quantity: Quantity, { factor }: MassReplace): Quantity => multiplyDivide(quantity, factor, quantityUnit);

/** The lines with the other component; what was said of substitutes for the old one goes to the new one. */
function replaced(wish: MassReplace, { lines, substitutes }: Bom): Pick<Draft<typeof bom>, 'lines' | 'substitutes'> {
  const { component, replacement } = wish;
  return {
    lines: lines.map((line) =>
      line.component === component ? { ...line, component: replacement, quantity: times(line.quantity, wish) } : line,
    ),
    substitutes: substitutes
      .map((line) => (line.component === component ? { ...line, component: replacement } : line))
      .filter((line) => line.component !== line.substitute),
  };
}

const told = (
  wish: MassReplace,
  row: Bom,
  outcome: ReplacedBom['outcome'],
  result: Bom | null,
  message: string | null,
): ReplacedBom => ({
  bom: { id: row.id, title: row.code },
  outcome,
  result: result && { id: result.id, title: result.code },
  lines: row.lines
    .filter(({ component }) => component === wish.component)
    .map(({ quantity, onlyFor }) => ({
      quantity: formatDecimal(quantity, 'quantity'),
      newQuantity: formatDecimal(times(quantity, wish), 'quantity'),
      onlyFor,
    })),
  message,
});

function messageOf({ app, language }: Ctx, error: AppError): string {
  const [first] = error.fields;
  return app.texts.say(language, `error.${first?.code ?? error.code}`, first?.params ?? error.params);
}
