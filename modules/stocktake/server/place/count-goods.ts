import { type Draft, exact, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { entry, type place, position, stocktakeErrors } from '../../contract/index.ts';
import { booksAt, type Goods } from './books-at.ts';
import { checkGoods } from './check-goods.ts';
import { claimPlace, type Place } from './claim-place.ts';
import { nameOf } from './people-of.ts';

type Position = Row<typeof position>;

interface Counted extends Goods {
  newLot: string | null;
  quantity: Quantity;
  adds: boolean;
  takeOver: boolean;
  at: number | null;
}

/**
 * So much lies here. What the books say at this instant is kept beside it, so that the difference stays true whatever
 * moves later.
 * @throws AppError 409 `stocktake.placeTaken`, `.alreadyCounted`, `.recountBySomebodyElse`, `.movedMeanwhile`, and what
 *   {@link checkGoods} says
 */
export async function countGoods(ctx: Ctx, row: Place, input: Counted): Promise<Patch<typeof place>> {
  const claim = await claimPlace(ctx, row, input.takeOver);
  const goods = await checkGoods(ctx, row.location, input);
  const known = await positionAt(ctx, row, goods);
  if (known) await refuseOthers(ctx, known, input.takeOver);
  const books = await booksAt(ctx, row, [goods.product], input.at);
  const expected = books.of(goods);
  const before = known?.counted ?? null;
  if (input.adds && before !== null && known?.expected !== expected)
    throw stocktakeErrors.movedMeanwhile({ product: (await rowOf(ctx, variant, goods.product)).sku });
  const counted = exact(input.quantity + (input.adds ? (before ?? 0) : 0));
  await note(ctx, row, [{ known, goods, counted, expected, countedAt: books.instant }]);
  return claim;
}

async function positionAt(ctx: Ctx, row: Place, { product, lot, compartment }: Goods): Promise<Position | null> {
  const found = await ctx.db
    .selectFrom('stocktake_position')
    .select('id')
    .where('place', '=', row.id)
    .where('product', '=', product)
    .where('lot', '=', lot ?? 0)
    .where('compartment', '=', compartment ?? 0)
    .executeTakeFirst();
  return found ? rowOf(ctx, position, Number(found.id), { lock: true }) : null;
}

const isSecond = ({ state }: Position): boolean => state === 'recount' || state === 'recounted';

async function refuseOthers(ctx: Ctx, known: Position, takeOver: boolean): Promise<void> {
  const me = ctx.actor.id;
  if (isSecond(known) && known.firstCountedBy === me && me !== null) throw stocktakeErrors.recountBySomebodyElse();
  if (known.counted === null || known.countedBy === me || takeOver) return;
  throw stocktakeErrors.alreadyCounted({
    product: (await rowOf(ctx, variant, known.product)).sku,
    user: await nameOf(ctx, known.countedBy),
  });
}

interface Note {
  known: Position | null;
  goods: Goods;
  counted: Quantity;
  expected: Quantity;
  countedAt: number;
}

/** Writes down what was counted, and that it was; set by set. */
async function note(ctx: Ctx, row: Place, notes: readonly Note[]): Promise<void> {
  const says = ({ known, counted, expected, countedAt }: Note): Patch<typeof position> => ({
    counted,
    expected,
    difference: exact(counted - expected),
    countedBy: ctx.actor.id,
    countedAt,
    state: known && isSecond(known) ? 'recounted' : 'counted',
  });
  const fresh = notes.filter(({ known }) => known === null);
  const made = await create(
    trusted(ctx),
    position,
    fresh.map(
      (one): Draft<typeof position> => ({
        ...one.goods,
        ...says(one),
        count: row.count,
        place: row.id,
        location: row.location,
        isFound: one.expected === 0,
      }),
    ),
  );
  await update(
    trusted(ctx),
    position,
    notes.flatMap((one) => (one.known ? [{ id: one.known.id, patch: says(one) }] : [])),
  );
  const idOf = new Map(fresh.map((one, index) => [one, made[index]?.id ?? 0]));
  await create(
    trusted(ctx),
    entry,
    notes.map((one) => ({
      count: row.count,
      position: one.known?.id ?? idOf.get(one) ?? 0,
      quantity: one.counted,
      expected: one.expected,
      round: one.known && isSecond(one.known) ? 2 : 1,
      countedBy: ctx.actor.id,
      countedAt: one.countedAt,
    })),
  );
}

/**
 * Takes back what oneself has counted; what was only found here then is not here.
 * @throws AppError 422 `stocktake.positionOfOther`, 409 `stocktake.notYourCount`
 */
export async function clearCount(ctx: Ctx, row: Place, input: { position: number }): Promise<Patch<typeof place>> {
  const claim = await claimPlace(ctx, row, false);
  const known = await rowOf(ctx, position, input.position, { lock: true });
  if (known.place !== row.id) throw stocktakeErrors.positionOfOther();
  if (known.counted === null || known.countedBy !== ctx.actor.id) throw stocktakeErrors.notYourCount();
  if (known.isFound) {
    const books = await booksAt(ctx, row, [known.product]);
    await note(ctx, row, [{ known, goods: known, counted: 0, expected: books.of(known), countedAt: books.instant }]);
    return claim;
  }
  const countedAt = ctx.app.clock();
  const cleared = { counted: null, expected: null, difference: null, countedBy: null, countedAt: null };
  const state = isSecond(known) ? ('recount' as const) : ('open' as const);
  await update(trusted(ctx), position, [{ id: known.id, patch: { ...cleared, state } }]);
  const round = isSecond(known) ? 2 : 1;
  const { id, count } = known;
  await create(trusted(ctx), entry, [{ count, position: id, round, countedBy: ctx.actor.id, countedAt }]);
  return claim;
}

/**
 * Everything that lies here is counted. What was expected and not found is not there, if one says so.
 * @throws AppError 409 `stocktake.stillOpen`, `.placeTaken`, `.recountBySomebodyElse`
 */
export async function finishPlace(ctx: Ctx, row: Place, input: { restIsGone: boolean }): Promise<Patch<typeof place>> {
  const claim = await claimPlace(ctx, row, false);
  const rest = await openPositions(ctx, row);
  if (rest.length > 0 && !input.restIsGone) throw stocktakeErrors.stillOpen({ count: rest.length });
  for (const known of rest) await refuseOthers(ctx, known, false);
  const products = rest.map(({ product }) => product);
  const books = await booksAt(ctx, row, products);
  const countedAt = books.instant;
  await note(
    ctx,
    row,
    rest.map((known) => ({ known, goods: known, counted: 0, expected: books.of(known), countedAt })),
  );
  return { ...claim, finishedAt: countedAt };
}

async function openPositions(ctx: Ctx, row: Place): Promise<Position[]> {
  const found = await ctx.db
    .selectFrom('stocktake_position')
    .select('id')
    .where('place', '=', row.id)
    .where('state', 'in', ['open', 'recount'])
    .execute();
  const ids = found.map(({ id }) => Number(id));
  return rowsOf(ctx, position, ids, { lock: true });
}
