import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { rowOf } from '#kernel/server/read.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { compartment, type DemandChoices, demand, location, lot } from '../../contract/index.ts';
import { type NamedSource, sourceTitles } from '../availability/source-titles.ts';
import { freePlaces } from '../reservation/free-places.ts';

const most = 100;

/** Where the goods for a demand could come from: free stock in the order of the rule, and what others have reserved. */
export async function demandChoices(ctx: Ctx, id: number): Promise<DemandChoices> {
  const asking = await rowOf(ctx, demand, id);
  const isMeant = ({ warehouse }: { warehouse: number }) => asking.warehouse === null || asking.warehouse === warehouse;
  const places = (await freePlaces(ctx, [asking.product])).filter(isMeant).slice(0, most);
  const held = await heldByOthers(ctx, asking);
  const titles = {
    location: await titlesOf(
      ctx,
      location.name,
      [...places, ...held].map((one) => one.location),
    ),
    compartment: await titlesOf(
      ctx,
      compartment.name,
      places.map((one) => one.compartment),
    ),
    lot: await titlesOf(
      ctx,
      lot.name,
      [...places, ...held].map((one) => one.lot),
    ),
  };
  const titleOf = await sourceTitles(
    ctx,
    held.map((one) => one.source),
  );
  return {
    places: places.map((place) => ({
      location: titles.location(place.location),
      compartment: titles.compartment(place.compartment),
      lot: titles.lot(place.lot),
      expiresOn: place.expiresOn,
      free: formatDecimal(place.free, 'quantity'),
    })),
    held: held.map((one) => ({
      reservation: one.id,
      source: titleOf(one.source),
      due: one.due,
      location: titles.location(one.location),
      lot: titles.lot(one.lot),
      quantity: formatDecimal(one.quantity, 'quantity'),
    })),
  };
}

interface HeldByOther {
  id: number;
  location: number;
  lot: number | null;
  quantity: number;
  due: string | null;
  source: NamedSource;
}

/** Those who can wait longest first. */
async function heldByOthers(
  ctx: Ctx,
  asking: { product: number; warehouse: number | null; sourceResource: string; sourceId: number },
): Promise<HeldByOther[]> {
  const parameters: Cell[] = [asking.product, asking.sourceResource, asking.sourceId];
  if (asking.warehouse !== null) parameters.push(asking.warehouse);
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT r.* FROM stock_reservation r JOIN stock_location l ON l.id = r.location
      WHERE r.product = ? AND NOT (r.source_resource = ? AND r.source_id = ?) AND l.purpose <> 'picking'
      ${asking.warehouse === null ? '' : 'AND l.warehouse = ?'}
      ORDER BY r.due DESC, r.id DESC LIMIT ${most}`,
    parameters,
  );
  return rows.map((row) => ({
    id: Number(row.id),
    location: Number(row.location),
    lot: row.lot === null ? null : Number(row.lot),
    quantity: Number(row.quantity),
    due: row.due === null ? null : String(row.due),
    source: {
      resource: String(row.source_resource),
      id: Number(row.source_id),
      text: row.source === null ? null : String(row.source),
    },
  }));
}
