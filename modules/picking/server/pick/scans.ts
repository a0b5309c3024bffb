import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { box, compartment, isScanOf, location, lot, readScan } from '#modules/stock/contract/index.ts';
import { pickingErrors, type pickList } from '../../contract/index.ts';
import type { Coded } from '../walk/with-codes.ts';

/** Where the goods are taken from, and what the scanner read on the way. */
export interface Reach {
  location: number;
  compartment?: number | null;
  lot?: number | null;
  scannedPlace?: string | null;
  scannedProduct?: string | null;
  scannedBox?: string | null;
}

/**
 * What was scanned must be what is meant: another shelf, box or article is refused, whatever the device thinks of it.
 * @throws AppError 409 `picking.wrongPlace`, `picking.wrongProduct`, `picking.wrongBox`, each with what was read and meant.
 */
export async function checkScans(
  ctx: Ctx,
  reach: Reach,
  list: Row<typeof pickList>,
  product: Coded | undefined,
): Promise<void> {
  if (reach.scannedPlace) await checkPlace(ctx, reach, reach.scannedPlace);
  if (reach.scannedProduct) await checkProduct(ctx, reach, reach.scannedProduct, product);
  if (!reach.scannedBox) return;
  const [own] = list.box === null ? [] : await rowsOf(ctx, box, [list.box]);
  if (!own || !isScanOf(reach.scannedBox, [own.code]))
    throw pickingErrors.wrongBox({ scanned: readScan(reach.scannedBox).text, wanted: own?.code ?? '' });
}

async function checkPlace(ctx: Ctx, reach: Reach, scanned: string): Promise<void> {
  const codes = await spotCodes(ctx, reach);
  // Where goods lie in a box, the box says more than the shelf does.
  if (!isScanOf(scanned, codes))
    throw pickingErrors.wrongPlace({ scanned: readScan(scanned).text, wanted: codes[0] ?? '' });
}

/** What may be scanned at a spot: the compartment or its box, or the place itself. */
export async function spotCodes(ctx: Ctx, reach: Pick<Reach, 'location' | 'compartment'>): Promise<string[]> {
  if (!reach.compartment) return (await rowsOf(ctx, location, [reach.location])).map(({ code }) => code);
  const compartments = await rowsOf(ctx, compartment, [reach.compartment]);
  const boxes = await rowsOf(
    ctx,
    box,
    compartments.map((row) => row.box),
  );
  return [...boxes.map(({ code }) => code), ...compartments.map(({ code }) => code)];
}

async function checkProduct(
  ctx: Ctx,
  { lot: lotId }: Reach,
  scanned: string,
  product: Coded | undefined,
): Promise<void> {
  const [own] = lotId ? await rowsOf(ctx, lot, [lotId]) : [];
  const read = readScan(scanned);
  const isIt = isScanOf(scanned, product?.codes ?? []) || (own !== undefined && isScanOf(scanned, [own.number]));
  const isLot = read.lot === null || own === undefined || read.lot === own.number;
  if (!isIt || !isLot)
    throw pickingErrors.wrongProduct({
      scanned: read.text,
      wanted: [product?.sku, own?.number].filter(Boolean).join(' · '),
    });
}
