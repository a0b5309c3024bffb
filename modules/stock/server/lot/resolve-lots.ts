import {
  type AppError,
  type Draft,
  type ErrorParams,
  type FieldProblem,
  kernelErrors,
  type Quantity,
  type Row,
} from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { create } from '#kernel/server/write.ts';
import { lot, stockErrors } from '../../contract/index.ts';
import { type Tracked, trackingOf } from '../ledger/move-facts.ts';
import { firstTwice, longestNumber, mostSerials, parseSerials } from './parse-serials.ts';

export const piece: Quantity = 1_000_000;

/** Goods as a line says them. */
export interface NamedGoods {
  product: number;
  lots: string | null;
  /** Its sign does not matter here. */
  quantity: Quantity;
  expiresOn?: string | null;
  supplierLot?: string | null;
  /** Where the line stands, for what is wrong with it: `lines.2`. */
  path: string;
  /** What becomes of lots that nobody knows yet; goods that come back are refused in words of their own. */
  unknownLot?: 'created' | 'refused' | 'refusedBack';
}
/** What is moved of one lot. */
export interface Portion {
  lot: number | null;
  quantity: Quantity;
}

export interface LotNumbers {
  numbers: readonly string[];
  fault?: { code: string; params: ErrorParams };
}

/** The numbers that a line names, by how its product is tracked; what is wrong with them. */
export function lotNumbers({ tracking, sku }: Tracked, lots: string | null): LotNumbers {
  if (tracking === 'none')
    return lots === null
      ? { numbers: [] }
      : { numbers: [], fault: { code: 'stock.lotNotAllowed', params: { product: sku } } };
  if (lots === null) return { numbers: [], fault: { code: 'stock.lotNeeded', params: { product: sku } } };
  if (tracking === 'serial') return parseSerials(lots);
  return lots.length > longestNumber
    ? { numbers: [], fault: { code: 'stock.lotNumberTooLong', params: { max: longestNumber } } }
    : { numbers: [lots] };
}

/** Serial numbers are a piece each. */
export const countFault = (numbers: readonly string[], quantity: Quantity) =>
  numbers.length * piece === Math.abs(quantity)
    ? undefined
    : { code: 'stock.serialCountDiffers', params: { count: numbers.length } };

/** One fault of a line as the refusal of the whole document: its sentence, and where. */
export function faultAt(path: string, code: string, params: ErrorParams = {}): AppError {
  const problem: FieldProblem = { path, code, params };
  const name = code.replace(/^stock\./, '') as Exclude<keyof typeof stockErrors, 'codes'>;
  return stockErrors[name]?.(params, [problem]) ?? kernelErrors.invalidInput({}, [problem]);
}

/**
 * The lots that lines name, by line: known ones by their number, new ones created, serial ranges expanded. A constant
 * number of statements, whatever the document.
 * @throws AppError `stock.lotNeeded`, `.lotNotAllowed`, `.lotUnknown`, `.lotKeptOtherwise`, `.serialTwice` and what
 *   {@link parseSerials} finds, naming the line.
 */
export async function resolveLots(ctx: Ctx, lines: readonly NamedGoods[], receivedOn: string): Promise<Portion[][]> {
  const facts = await trackingOf(
    ctx,
    lines.map(({ product }) => product),
  );
  const named = lines.map((line) => ({ line, ...readLine(facts.get(line.product), line) }));
  const serials = named.filter(({ isSerial }) => isSerial);
  const twice = firstTwice(
    serials.flatMap(({ line, numbers }) => numbers.map((number) => `${line.product}/${number}`)),
  );
  if (twice) throw stockErrors.serialTwice({ lot: twice.slice(twice.indexOf('/') + 1) });
  if (serials.reduce((sum, { numbers }) => sum + numbers.length, 0) > mostSerials)
    throw stockErrors.tooManySerials({ most: mostSerials });
  const known = await knownLots(ctx, named);
  for (const one of named) refuseOtherwise(one, known);
  await createMissing(ctx, named, known, receivedOn);
  return named.map(({ line, numbers, isSerial }) =>
    numbers.length === 0
      ? [{ lot: null, quantity: Math.abs(line.quantity) }]
      : numbers.map((number) => ({
          lot: known.get(keyOf(line.product, number))?.id ?? null,
          quantity: isSerial ? piece : Math.abs(line.quantity),
        })),
  );
}

interface Named {
  line: NamedGoods;
  numbers: readonly string[];
  isSerial: boolean;
  sku: string;
}

function readLine(tracked: Tracked | undefined, line: NamedGoods): Omit<Named, 'line'> {
  if (!tracked) throw faultAt(`${line.path}.product`, 'kernel.unknownReference');
  const { numbers, fault } = lotNumbers(tracked, line.lots);
  const isSerial = tracked.tracking === 'serial';
  const wrong = fault ?? (isSerial ? countFault(numbers, line.quantity) : undefined);
  if (wrong) throw faultAt(`${line.path}.lots`, wrong.code, { ...wrong.params, product: tracked.sku });
  return { numbers, isSerial, sku: tracked.sku };
}

interface KnownLot {
  id: number;
  expiresOn: string | null;
}
const keyOf = (product: number, number: string) => `${product}/${number}`;
const askedAtOnce = 10_000;

/** Each column narrows by itself, so that a document may name more lots than a statement may have alternatives. */
async function knownLots(
  ctx: Ctx,
  named: readonly { line: { product: number }; numbers: readonly string[] }[],
): Promise<Map<string, KnownLot>> {
  const found = new Map<string, KnownLot>();
  const products = [...new Set(named.filter(({ numbers }) => numbers.length > 0).map(({ line }) => line.product))];
  const numbers = [...new Set(named.flatMap((one) => one.numbers))];
  for (const part of inParts(numbers, askedAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT id, product, number, expires_on FROM stock_lot WHERE product IN ${marks(products.length)} AND number IN ${marks(part.length)}`,
      [...products, ...part],
    );
    for (const row of rows)
      found.set(keyOf(Number(row.product), String(row.number)), {
        id: Number(row.id),
        expiresOn: row.expires_on === null ? null : String(row.expires_on),
      });
  }
  return found;
}

/** Of each line the first lot that nobody knows yet; those with another fault are passed over. A constant number of statements. */
export async function unknownLots<L extends Pick<NamedGoods, 'product' | 'lots'>>(ctx: Ctx, lines: readonly L[]) {
  if (lines.length === 0) return [];
  const facts = await trackingOf(
    ctx,
    lines.map(({ product }) => product),
  );
  const named = lines.flatMap((line) => {
    const tracked = facts.get(line.product);
    return tracked ? [{ line, sku: tracked.sku, numbers: lotNumbers(tracked, line.lots).numbers }] : [];
  });
  const known = await knownLots(ctx, named);
  return named.flatMap(({ line, numbers, sku: product }) => {
    const lot = numbers.find((number) => !known.has(keyOf(line.product, number)));
    return lot === undefined ? [] : [{ line, lot, product }];
  });
}

/** A lot that is there keeps its day of expiry; one that is not there can only be named where it comes in. */
function refuseOtherwise({ line, numbers, sku }: Named, known: ReadonlyMap<string, KnownLot>): void {
  for (const number of numbers) {
    const there = known.get(keyOf(line.product, number));
    if (!there && line.unknownLot !== 'created') {
      const code = line.unknownLot === 'refusedBack' ? 'stock.returnedLotUnknown' : 'stock.lotUnknown';
      throw faultAt(`${line.path}.lots`, code, { lot: number, product: sku });
    }
    if (there && line.expiresOn && there.expiresOn !== line.expiresOn)
      throw faultAt(`${line.path}.expiresOn`, 'stock.lotKeptOtherwise', { lot: number, date: there.expiresOn });
  }
}

async function createMissing(
  ctx: Ctx,
  named: readonly Named[],
  known: Map<string, KnownLot>,
  receivedOn: string,
): Promise<void> {
  const missing = new Map<string, Draft<typeof lot>>();
  for (const { line, numbers } of named) {
    const { product, expiresOn, supplierLot } = line;
    for (const number of numbers) {
      const key = keyOf(product, number);
      const sooner = missing.get(key);
      if (sooner && expiresOn && sooner.expiresOn !== expiresOn)
        throw faultAt(`${line.path}.expiresOn`, 'stock.lotKeptOtherwise', { lot: number });
      if (known.has(key) || sooner) continue;
      missing.set(key, {
        product,
        number,
        receivedOn,
        ...(expiresOn && { expiresOn }),
        supplierLot: supplierLot ?? null,
      });
    }
  }
  if (missing.size === 0) return;
  // In one order for everybody: keys are locked as they come.
  const drafts = [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, draft]) => draft);
  for (const { id, product, number, expiresOn } of await createLots(ctx, drafts))
    known.set(keyOf(product, number), { id, expiresOn });
}

type Made = Pick<Row<typeof lot>, 'id' | 'product' | 'number' | 'expiresOn'>;

/** Two people book deliveries at once: lots that one has just created are those of the other, who creates the rest. */
async function createLots(ctx: Ctx, drafts: readonly Draft<typeof lot>[]): Promise<Made[]> {
  try {
    return await create(trusted(ctx), lot, drafts);
  } catch (fault) {
    const isTaken = ctx.app.engine.classify(fault) === 'duplicate' && drafts.length <= askedAtOnce / 10;
    const found = isTaken ? await lotsByNow(ctx, drafts) : [];
    if (found.length === 0) throw fault;
    const keys = new Set(found.map(({ product, number }) => keyOf(product, number)));
    const rest = drafts.filter(({ product = 0, number = '' }) => !keys.has(keyOf(product, number)));
    return rest.length === 0 ? found : [...found, ...(await createLots(ctx, rest))];
  }
}

/** Read as they are now, not as they were when the transaction began; an engine that refuses this runs it again. */
async function lotsByNow(ctx: Ctx, drafts: readonly Draft<typeof lot>[]): Promise<Made[]> {
  const [products, numbers] = [drafts.map(({ product = 0 }) => product), drafts.map(({ number = '' }) => number)];
  const wanted = new Set(drafts.map(({ product = 0, number = '' }) => keyOf(product, number)));
  const lock = ctx.app.engine.dialect === 'mysql' ? ' LOCK IN SHARE MODE' : '';
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT id, product, number, expires_on FROM stock_lot WHERE product IN ${marks(products.length)} AND number IN ${marks(numbers.length)}${lock}`,
    [...products, ...numbers],
  );
  return rows
    .map(({ id, product, number, expires_on: expiresOn }) => ({
      id: Number(id),
      product: Number(product),
      number: String(number),
      expiresOn: expiresOn === null || expiresOn === undefined ? null : String(expiresOn),
    }))
    .filter(({ product, number }) => wanted.has(keyOf(product, number)));
}
