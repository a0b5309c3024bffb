import { afterEach, describe, expect, it } from 'vitest';
import { openTestEngine, testDialect } from '#kernel/server/testing.ts';
import { countRepeats } from './count-repeats.ts';
import { crossedPapers } from './crossed-papers.ts';
import { halfDocument, halfReceipt } from './half-document.ts';
import { lastUnits } from './last-units.ts';
import { postedAtOnce } from './posted-at-once.ts';
import { receiptsAtOnce } from './receipts-at-once.ts';
import {
  balancesBeside,
  engineWithoutTransaction,
  forgetfulIdempotency,
  readThenWrite,
  unsortedLocks,
} from './sabotage.ts';
import { sameKey } from './same-key.ts';
import { brokenInvariants, openTradingHouse, type Sabotage, type TradingHouse } from './trading-house.ts';

let house: TradingHouse;
const open = async (sabotage: Sabotage) => {
  house = await openTradingHouse(sabotage);
  return house;
};
afterEach(() => house.close());

const onePiece = { clients: 50, units: 1, rounds: 1 };

describe('sabotage: without the transaction', () => {
  it('the half-document test turns red', async () => {
    await open({ engine: await engineWithoutTransaction() });
    expect(await halfDocument(house, 'second line')).toEqual([
      'stock_balance',
      'stock_reservation',
      'kernel_audit',
      'kernel_sequence',
    ]);
    expect(await halfDocument(house, 'end')).toEqual(
      expect.arrayContaining(['sales_order', 'stock_reservation', 'kernel_audit', 'kernel_outbox', 'kernel_sequence']),
    );
  }, 60_000);

  it('the test of invoice numbers turns red', async () => {
    await open({ engine: await engineWithoutTransaction() });
    expect(await postedAtOnce(house, { workers: 8, invoices: 16 })).not.toEqual([]);
  }, 60_000);

  it('the guarded update alone still keeps every piece, and sells the last one once', async () => {
    await open({ engine: await engineWithoutTransaction() });
    expect(await receiptsAtOnce(house, 32)).toEqual([]);
    expect(await lastUnits(house, onePiece)).toEqual([]);
  }, 60_000);
});

describe('sabotage: without the memory of keys', () => {
  it('the test of the Idempotency-Key turns red', async () => {
    await open({ idempotency: forgetfulIdempotency });
    expect(await sameKey(house, [house.t.http], 20)).toContainEqual('20 orders instead of one');
  }, 60_000);
});

describe('sabotage: with read-then-write instead of the guarded update', () => {
  it('the lost-update test turns red', async () => {
    const engine = await openTestEngine({ file: true });
    await open({ engine, ports: readThenWrite(engine) });
    const [lost = ''] = await receiptsAtOnce(house, 32);
    expect(lost).toMatch(/^33 received, 33 moved, \d+ there$/);
  }, 60_000);

  it('the last-piece test turns red, once no lock and no queue hides it', async () => {
    const engine = await engineWithoutTransaction();
    await open({ engine, ports: readThenWrite(engine) });
    expect(await lastUnits(house, onePiece)).toContainEqual(expect.stringMatching(/^round 1: /));
  }, 60_000);

  it('the test of crossed papers turns red: the ledger says something else than the balances', async () => {
    const engine = await openTestEngine({ file: true });
    await open({ engine, ports: readThenWrite(engine) });
    const { wrong } = await crossedPapers(house, { workers: 16, milliseconds: 1500 });
    expect(wrong).toContainEqual(expect.stringMatching(/^I3 stock: movements = balances/));
  }, 60_000);
});

describe('sabotage: with balances outside of the transaction', () => {
  it('the test of the half receipt turns red', async () => {
    const engine = await openTestEngine({ file: true });
    const beside = balancesBeside(engine);
    await open({ engine, ports: beside.ports });
    expect(await halfReceipt(house, beside.settled)).toEqual(['stock_balance']);
    const broken = await brokenInvariants(house);
    expect(broken).toContainEqual(expect.stringMatching(/^I3 stock: movements = balances/));
  }, 60_000);

  it('the last-piece test turns red', async () => {
    const engine = await openTestEngine({ file: true });
    const beside = balancesBeside(engine);
    await open({ engine, ports: beside.ports });
    const wrong = await lastUnits(house, { ...onePiece, clients: 10 });
    await beside.settled();
    expect(wrong).toContainEqual(expect.stringMatching(/^round 1: /));
  }, 60_000);
});

// SQLite has one writer: nobody waits crosswise there, whatever the order.
describe.runIf(testDialect === 'mysql')('sabotage: with unsorted locks', () => {
  it('the test of crossed papers turns red', async () => {
    const { engine, repeats } = countRepeats(await openTestEngine());
    await open({ engine, ports: unsortedLocks });
    await crossedPapers(house, { workers: 16, milliseconds: 3000 });
    expect(repeats.deadlocks).toBeGreaterThan(Math.max(1, repeats.transactions / 1000));
  }, 120_000);
});
