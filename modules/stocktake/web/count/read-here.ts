import { isScanOf, readScan } from '#modules/stock/contract/index.ts';
import type { PlaceSheet, RoutePlace, Scanned, SheetPosition } from '../../contract/index.ts';

const bears = (code: string, title: string | null | undefined): boolean =>
  Boolean(title) && isScanOf(code, [title ?? '']);

/**
 * What a scan means where one stands, by what this device knows already: at once, and without the network. Null: the
 * server has to be asked.
 */
export function readHere(code: string, places: readonly RoutePlace[], sheet: PlaceSheet | undefined): Scanned | null {
  const place = places.find(({ location }) => bears(code, location.title));
  if (place) return { kind: 'place', place: place.id, location: place.location, compartment: null };
  if (!sheet) return null;
  const { positions } = sheet;
  const within = positions.find(({ compartment }) => bears(code, compartment?.title));
  if (within)
    return { kind: 'place', place: sheet.place.id, location: sheet.place.location, compartment: within.compartment };
  return goodsAmong(code, positions) ?? lotAmong(code, positions);
}

function goodsAmong(code: string, positions: readonly SheetPosition[]): Scanned | null {
  const { lot, count } = readScan(code);
  for (const one of positions) {
    const found = one.codes.find((own) => isScanOf(code, [own.code]));
    if (!found) continue;
    const pieces = String(Number(found.pieces) * Number(count ?? 1));
    if (lot === null) return goodsOf(one, null, pieces);
    const known = positions.find((other) => other.product.id === one.product.id && other.lot?.title === lot);
    return known ? goodsOf(known, known.lot, pieces) : null;
  }
  return null;
}

/** A lot by its number; several of one number are told apart by the server. */
function lotAmong(code: string, positions: readonly SheetPosition[]): Scanned | null {
  const found = positions.filter(({ lot }) => bears(code, lot?.title));
  const [first] = found;
  return first && found.every(({ lot }) => lot?.id === first.lot?.id) ? goodsOf(first, first.lot, '1') : null;
}

const goodsOf = ({ product, unit, tracking }: SheetPosition, lot: SheetPosition['lot'], pieces: string): Scanned => ({
  kind: 'goods',
  product,
  unit,
  tracking,
  lot,
  unknownLot: null,
  pieces,
});
