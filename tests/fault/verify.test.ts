import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#kernel/server/db/engine.ts';
import { testDialect } from '#kernel/server/testing.ts';
import { runChecks, verify } from '#modules/verification/server/index.ts';
import { fullBooks } from './full-books.ts';
import { openStockHouse, type StockHouse } from './stock-house.ts';

const lineTables = [
  ['stock.receipt', 'stock_receipt_lines', 'moved'],
  ['stock.issue', 'stock_issue_lines', 'moved'],
  ['stock.adjustment', 'stock_adjustment_lines', 'moved'],
  ['stock.transfer', 'stock_transfer_lines', 'moved'],
  ['stock.conversion', 'stock_conversion_inputs', 'consumed'],
  ['stock.conversion', 'stock_conversion_outputs', 'produced'],
] as const;
/** Papers that draw a number: first those of one day, last what moves nothing. */
const numbered = [
  'stock.receipt',
  'stock.issue',
  'stock.adjustment',
  'stock.conversion',
  'stocktake.count',
  'stock.transfer',
  'picking.wave',
  'picking.parcel',
] as const;

/** A row that somebody has changed behind Kontor's back, and what the checker has to say of it. */
const breaks: [sql: string, finding: string][] = [
  [
    'UPDATE stock_balance SET on_hand = on_hand + 1000000 WHERE allows_negative = 0 AND on_hand > 0',
    'stock: movements = balances for each place, box, product and lot',
  ],
  [
    'UPDATE stock_checkpoint SET on_hand = on_hand + 1000000 WHERE date = (SELECT d FROM (SELECT MIN(date) AS d FROM stock_checkpoint) x)',
    'stock: checkpoints = movements up to their day',
  ],
  [
    'UPDATE stock_presence SET present = 0, absent = 1 WHERE present = 1',
    'serial numbers: in the house once or not at all, as the ledger says',
  ],
  [
    'UPDATE stock_balance SET reserved = on_hand, on_hand = on_hand - 1000000 WHERE allows_negative = 0 AND on_hand > 1000000',
    'stock: nothing below zero, nothing reserved that is not there',
  ],
  [
    'UPDATE stock_balance SET allows_negative = 1 WHERE allows_negative = 0',
    'stock: only places that allow it, and virtual ones, may be below zero',
  ],
  [
    "UPDATE stock_movement SET date = '2026-11-23' WHERE kind = 'receipt' AND date < '2026-11-23'",
    'stock: nothing was below zero at the end of any day',
  ],
  [
    'UPDATE stock_reservation SET quantity = quantity + 1',
    'stock: reservations = reserved for each place, box, product and lot',
  ],
  [
    "UPDATE stock_demand SET state = 'covered' WHERE state = 'open'",
    'reservations and demands: of something, and open as long as something is missing',
  ],
  [
    'UPDATE sales_order_lines SET delivered = delivered + 1',
    'orders: ordered = delivered + canceled + reserved + still asked for, line by line',
  ],
  [
    'UPDATE sales_order_lines SET delivered = delivered + 1',
    'orders: what a line says was delivered has left the house for it',
  ],
  ['UPDATE stock_balance SET lot = lot + 4711 WHERE lot <> 0', 'stock_balance: no lot and no box that is not there'],
  [
    'UPDATE stock_checkpoint SET compartment = 4711 WHERE compartment <> 0',
    'stock_checkpoint: no lot and no box that is not there',
  ],
  [
    'UPDATE stocktake_position SET lot = lot + 4711 WHERE lot <> 0',
    'stocktake_position: no lot and no box that is not there',
  ],
  [
    'UPDATE stock_lot SET product = (SELECT id FROM (SELECT MIN(id) AS id FROM catalog_variant) x)',
    'lots: every balance, movement and reservation names one of its own product',
  ],
  [
    "UPDATE catalog_variant SET tracking = 'none' WHERE tracking = 'lot'",
    'lots: what is kept by lots lies with one, everything else without',
  ],
  [
    'UPDATE stock_box SET location = (SELECT id FROM (SELECT MAX(id) AS id FROM stock_location) x)',
    'boxes: what lies in a compartment lies where its box stands',
  ],
  [
    'UPDATE stock_compartment SET product = NULL',
    'boxes: a compartment holds its one article, a dissolved one nothing',
  ],
  [
    "UPDATE stock_compartment SET last_slot = 9 WHERE state = 'active'",
    'boxes: no slot belongs to two compartments, and none is beyond the box',
  ],
  [
    "UPDATE stock_location SET warehouse = NULL WHERE kind = 'storage' AND is_default = 0",
    'places: each stands in the warehouse of the one it belongs to',
  ],
  [
    "UPDATE stock_receipt SET state = 'draft'",
    'stock.receipt: posted ones have moved goods, drafts have not, numbers follow',
  ],
  [
    'UPDATE stock_issue SET number = NULL',
    'stock.issue: posted ones have moved goods, drafts have not, numbers follow',
  ],
  [
    "UPDATE stock_adjustment SET state = 'draft'",
    'stock.adjustment: posted ones have moved goods, drafts have not, numbers follow',
  ],
  [
    "UPDATE stock_conversion SET state = 'draft'",
    'stock.conversion: posted ones have moved goods, drafts have not, numbers follow',
  ],
  [
    "UPDATE stock_transfer SET state = 'draft'",
    'stock.transfer: posted ones have moved goods, drafts have not, numbers follow',
  ],
  [
    "UPDATE stock_receipt SET state = 'reversed' WHERE state = 'posted'",
    'stock.receipt: of reversed ones everything is taken back, of the others nothing',
  ],
  [
    "UPDATE stock_issue SET state = 'posted' WHERE state = 'reversed'",
    'stock.issue: of reversed ones everything is taken back, of the others nothing',
  ],
  [
    "UPDATE stock_adjustment SET state = 'reversed'",
    'stock.adjustment: of reversed ones everything is taken back, of the others nothing',
  ],
  [
    "UPDATE stock_conversion SET state = 'reversed'",
    'stock.conversion: of reversed ones everything is taken back, of the others nothing',
  ],
  [
    "UPDATE stock_transfer SET state = 'reversed'",
    'stock.transfer: of reversed ones everything is taken back, of the others nothing',
  ],
  [
    'UPDATE stock_transfer_lines SET received = received + 1',
    'transfers in two steps: what a line says has arrived did leave the way',
  ],
  [
    "UPDATE stock_transfer SET state = 'received' WHERE state = 'incomplete'",
    'transfers: what is under way is as much as they say, none once they are received',
  ],
  [
    "UPDATE stock_movement SET kind = 'issue' WHERE kind = 'reversal'",
    'reversals: the same goods the other way round, on the same paper',
  ],
  [
    'UPDATE stocktake_position SET difference = difference + 1 WHERE difference <> 0',
    'stocktakes: posted ones moved exactly the differences they found',
  ],
  [
    "UPDATE stock_location SET is_frozen = 1 WHERE kind = 'storage'",
    'stocktakes: a place is frozen or in hand only while one goes on',
  ],
  [
    'UPDATE picking_pick SET quantity = quantity + 1',
    'picking: what was taken and not put back lay on its walk, and parcels hold no more',
  ],
  [
    'DELETE FROM valuation_entry',
    'valuation: up to its mark, each movement into the house or out of it has its value, no other',
  ],
  ['UPDATE valuation_stand SET quantity = quantity + 1', 'valuation: as many goods of each product as the ledger says'],
  [
    'UPDATE valuation_stand SET average_value = average_value + 1',
    'valuation: quantity and both values are the sums of their entries',
  ],
  [
    'UPDATE valuation_layer SET remaining_value = remaining_value + 1',
    'valuation: layers hold what there is, at what it is worth first in, first out',
  ],
  [
    "UPDATE stock_movement SET source_id = 4711 WHERE source_resource = 'stock.box'",
    'stock_movement: nothing without its document',
  ],
  [
    "UPDATE stock_movement SET source_resource = 'no.where' WHERE source_resource = 'picking.wave'",
    'stock_movement: nothing without its document',
  ],
  ['UPDATE stock_reservation SET source_id = 4711', 'stock_reservation: nothing without its document'],
  ['UPDATE stock_demand SET source_id = 4711', 'stock_demand: nothing without its document'],
  ["UPDATE stock_supply SET source_resource = 'no.where'", 'stock_supply: nothing without its document'],
  [
    'UPDATE sales_order SET net_total = net_total + 1, gross_total = gross_total + 1',
    'sales_order: totals of the head are those of the lines',
  ],
  [
    'UPDATE invoicing_invoice SET net_total = net_total + 1, gross_total = gross_total + 1',
    'invoicing_invoice: totals of the head are those of the lines',
  ],
  ["UPDATE invoicing_invoice SET number = '2026-00009'", 'invoice numbers are dense and in posting order'],
  ['UPDATE invoicing_invoice SET tax_total = tax_total + 1', 'invoices: net + tax = gross, over all and for each rate'],
  ['UPDATE invoicing_invoice SET open_amount = open_amount + 1', 'open amounts = invoices − payments'],
  ['UPDATE kernel_outbox SET delivered_at = NULL, created_at = 1', 'no event older than a day waits for delivery'],
  [
    'UPDATE stock_supply SET quantity = quantity + 1',
    'goods to come: as much as receipts and transfers bring, on their day, where they bring it',
  ],
  [
    "UPDATE stock_closing SET checkpoint_through = '2026-01-31'",
    'books: they know of every checkpoint, and there is one record of them',
  ],
  [
    'UPDATE picking_list SET active_order = NULL',
    'picking: an order is in hand in its open list alone, a box until its goods have gone',
  ],
  [
    'UPDATE picking_pick SET quantity = quantity + 100000000',
    'picking: of a line no more is in hand than was ordered, and it is its product',
  ],
  [
    'UPDATE stocktake_position SET counted = counted + 1 WHERE counted IS NOT NULL',
    'stocktakes: a difference is what was counted less what the books said, as it was entered last',
  ],
  [
    'UPDATE valuation_setting SET last_movement = last_movement + 1000',
    'valuation: its mark is not beyond the ledger, and values are of the day of their movement',
  ],
  [
    'UPDATE valuation_layer SET value = value + 1',
    'valuation: a layer is worth what its movement and its corrections say, and is open while something is left',
  ],
  [
    'UPDATE valuation_layer SET remaining_value = -1',
    'valuation: goods that are there are never worth less than nothing',
  ],
  [
    'UPDATE valuation_entry SET fifo_value = fifo_value - 1000000000000',
    'valuation: at the end of each day nothing was worth nothing, and something not less than that',
  ],
  ['UPDATE sales_order SET gross_total = gross_total + 1', 'orders: net + tax = gross'],
  ...lineTables.map(([resource, table, what]): [string, string] => [
    `UPDATE ${table} SET quantity = quantity * 2`,
    `${resource}: ${what} what its lines say, of the product they say, and nothing else`,
  ]),
  ...numbered.map((resource): [string, string] => [
    `INSERT INTO kernel_sequence (name, period, last) VALUES ('${resource}', '1999', 1)`,
    `${resource}: as many numbers as were drawn`,
  ]),
  ...numbered
    .slice(0, -1)
    .map((resource): [string, string] => [
      `UPDATE stock_movement SET source = 'another' WHERE source_resource = '${resource}'`,
      `${resource}: its movements bear its number`,
    ]),
  ...numbered
    .slice(0, 5)
    .map((resource): [string, string] => [
      `UPDATE stock_movement SET date = '2026-01-02' WHERE source_resource = '${resource}'`,
      `${resource}: its movements are of its day, what takes them back of the day it was taken back`,
    ]),
];
/** A unique key holds it, which cannot be broken while it is there. */
const heldByKey = ['one effect for one idempotency key'];

/** What is not one statement, and cannot be looked at on MariaDB without ending the transaction. */
const further: [sql: string, invariant: string][] = [
  ['UPDATE stock_movement SET product = 4711', 'I12'],
  ["UPDATE invoicing_invoice SET previous_hash = 'another'", 'I10'],
];

class TakenBack extends Error {}
type Run = (sql: string) => Promise<unknown>;

/** Nothing holds a row back any more: neither foreign keys nor checks nor triggers. */
const unguard = {
  sqlite: ['PRAGMA ignore_check_constraints = ON', 'PRAGMA defer_foreign_keys = ON'],
  mysql: ['SET SESSION check_constraint_checks = OFF', 'SET SESSION foreign_key_checks = OFF'],
};
const guard = {
  sqlite: ['PRAGMA ignore_check_constraints = OFF'],
  mysql: ['SET SESSION check_constraint_checks = ON', 'SET SESSION foreign_key_checks = ON'],
};

/** Does something wrong, looks what is found, and takes it back. */
async function meanwhile<T>({ house }: StockHouse, sql: string, look: (engine: Engine) => Promise<T>): Promise<T> {
  const { engine } = house;
  let seen: T | undefined;
  const work = engine.transaction(async (db) => {
    const run: Run = (text) => db.executeQuery(CompiledQuery.raw(text));
    for (const setting of unguard[engine.dialect]) await run(setting);
    await run(sql);
    seen = await look({ ...engine, reader: db });
    for (const setting of guard[engine.dialect]) await run(setting);
    throw new TakenBack();
  });
  await expect(work).rejects.toThrow(TakenBack);
  return seen as T;
}

async function dropTriggers({ house }: StockHouse): Promise<void> {
  const names = await house.query(
    testDialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'trigger'"
      : 'SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()',
  );
  await house.engine.transaction(async (db) => {
    for (const { name } of names) await db.executeQuery(CompiledQuery.raw(`DROP TRIGGER \`${name}\``));
  });
}

describe('kontor verify', () => {
  let stock: StockHouse;
  beforeAll(async () => {
    stock = await openStockHouse();
    await fullBooks(stock);
    await dropTriggers(stock);
  }, 120_000);
  afterAll(() => stock.house.close());

  it('finds nothing in books that are right', async () => {
    expect((await verify(stock.house.engine)).filter(({ count }) => count > 0)).toEqual([]);
  }, 60_000);

  it.each(breaks.map(([sql, description]) => [description, sql] as const))('%s', async (description, sql) => {
    const found = await meanwhile(stock, sql, (engine) => runChecks(engine, description));
    expect(found).toMatchObject([{ description, count: expect.toSatisfy((count: number) => count > 0) }]);
  });

  it.runIf(testDialect === 'sqlite').each(further)('%s is noticed', async (sql, invariant) => {
    const found = await meanwhile(stock, sql, verify);
    expect(found.find((one) => one.invariant === invariant)?.count).toBeGreaterThan(0);
  });

  it('every check has been seen to find something', async () => {
    const proven = new Set([...heldByKey, ...breaks.map(([, description]) => description)]);
    const all = (await runChecks(stock.house.engine)).map(({ description }) => description);
    expect(all.filter((description) => !proven.has(description))).toEqual([]);
  });
});
