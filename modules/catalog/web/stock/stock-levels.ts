import { parseDecimal, type Quantity, type Reference } from '#kernel/contract/index.ts';

/** A balance of `stock.balance` on the wire, as far as it is shown here. */
export interface BalanceRow {
  product: Reference;
  location: Reference;
  onHand: string;
  reserved: string;
}

/** A storage place of `stock.location`; virtual ones (supplier, customer …) hold nothing that one could take. */
export interface StorageRow {
  id: number;
  purpose: string;
}

export interface StockPlace {
  location: Reference;
  isSellable: boolean;
  onHand: Quantity;
  reserved: Quantity;
  /** On hand less what is reserved. */
  available: Quantity;
}

export interface StockLevel {
  /** Over all storage places. */
  onHand: Quantity;
  /** Over those from which is sold. */
  available: Quantity;
  places: StockPlace[];
}

const quantity = (text: string): Quantity => parseDecimal(text, 'quantity') ?? 0;

/** What lies of each product, by its id, over all lots and boxes at a place; places without stock and virtual places are left out. */
export function stockLevels(balances: readonly BalanceRow[], storage: readonly StorageRow[]): Map<number, StockLevel> {
  const storages = new Map(storage.map((place) => [place.id, place]));
  const levels = new Map<number, StockLevel>();
  for (const { product, location, ...row } of balances) {
    const place = storages.get(location.id);
    const [onHand, reserved] = [quantity(row.onHand), quantity(row.reserved)];
    if (!place || (onHand === 0 && reserved === 0)) continue;
    const level = levels.get(product.id) ?? { onHand: 0, available: 0, places: [] };
    const available = onHand - reserved;
    level.onHand += onHand;
    const isSellable = place.purpose === 'sale';
    if (isSellable) level.available += available;
    const known = level.places.find((one) => one.location.id === location.id);
    if (known) {
      known.onHand += onHand;
      known.reserved += reserved;
      known.available += available;
    } else level.places.push({ location, isSellable, onHand, reserved, available });
    levels.set(product.id, level);
  }
  return levels;
}
