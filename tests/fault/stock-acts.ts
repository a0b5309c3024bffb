import { addDays, businessDate } from '#modules/org/server/index.ts';
import { valueMovements } from '#modules/valuation/server/index.ts';
import type { Act } from './random-runs.ts';
import type { Kind, Work } from './random-stock.ts';
import type { Article, StockHouse } from './stock-house.ts';
import type { Answer } from './trading-house.ts';

/** What workers in a warehouse do. */
export const stockActs = (stock: StockHouse): Record<Kind, Act<Work>> => ({
  ...paperActs(stock),
  ...orderActs(stock),
  ...pickActs(stock),
  ...boxActs(stock),
  ...countActs(stock),
});

const lying = `SELECT b.product, b.location, b.lot, b.compartment, b.on_hand, t.number FROM stock_balance b
  JOIN stock_location l ON l.id = b.location LEFT JOIN stock_lot t ON t.id = b.lot WHERE l.kind = 'storage' AND b.on_hand > 0`;
const among = <T>(list: readonly T[], pick: number): T => {
  const found = list[pick % list.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

/** Tells what a work sends one after the other; the first refusal ends it. */
function teller({ house }: StockHouse) {
  const answers: Answer[] = [];
  const isRefused = () => (answers.at(-1)?.status ?? 0) >= 300;
  return {
    answers,
    tell: async (url: string, body: object = {}, as = '1:*'): Promise<Answer['body']> => {
      if (isRefused()) return {};
      const answer = await house.t.call('POST', url, { as, body });
      answers.push(answer);
      return answer.body;
    },
  };
}

let serials = 0;
/** Goods of an article as a paper names them. */
function goodsOf({ id, tracking }: Article, pieces: number, lot: number) {
  if (tracking === 'lot') return { product: id, lots: `LOT-${lot % 3}`, quantity: String(pieces) };
  if (tracking === 'none') return { product: id, quantity: String(pieces) };
  const first = serials + 1;
  serials += pieces;
  const name = (n: number) => `SN${String(n).padStart(6, '0')}`;
  return { product: id, lots: pieces === 1 ? name(first) : `${name(first)}-${name(serials)}` };
}

/** Something that lies there, as a paper names it. */
function piecesOf(row: Record<string, unknown>, pieces: number) {
  const isOne = row.number !== null && String(row.number).startsWith('SN');
  return {
    product: row.product,
    ...(row.number !== null && { lots: row.number }),
    quantity: isOne ? '1' : String(Math.min(pieces, Number(row.on_hand) / 1e6)),
  };
}
const placeOf = (row: Record<string, unknown>) => ({
  location: row.location,
  ...(row.compartment !== 0 && { compartment: row.compartment }),
});

function paperActs(stock: StockHouse) {
  const { articles, places, one, reasons } = stock;
  const paper = async (path: string, draft: object, verb = 'post'): Promise<Answer[]> => {
    const { tell, answers } = teller(stock);
    const { id } = await tell(`/stock/${path}`, draft);
    await tell(`/stock/${path}/${id}/${verb}`);
    return answers;
  };
  const taking = async ({ pick, pieces }: Work) => {
    const row = await one(lying, pick);
    return row && { row, line: { ...piecesOf(row, pieces), ...placeOf(row) } };
  };
  const moving = async (work: Work) => {
    const found = await taking(work);
    if (!found) return null;
    const { location, compartment, ...goods } = { compartment: null, ...found.line };
    const to = among(places, work.other);
    return { from: location, to, lines: [{ ...goods, from: location, fromCompartment: compartment }] };
  };
  return {
    receive: ({ pick, other, pieces, way }: Work) => {
      const line = (shift: number) => goodsOf(among(articles, pick + shift), pieces, other);
      const lines = way > 1 ? [line(0), line(1)] : [line(0)];
      return paper('receipts', { location: among(places, other), lines });
    },
    adjust: async (work: Work) => {
      const found = await taking(work);
      if (!found) return [];
      const isOne = String(found.row.number).startsWith('SN');
      const sign = work.way > 1 && !isOne ? '' : '-';
      const line = { ...found.line, quantity: `${sign}${found.line.quantity}` };
      return paper('adjustments', { reason: reasons.LOSS, location: found.row.location, lines: [line] });
    },
    issue: async (work: Work) => {
      const found = await taking(work);
      return found ? paper('issues', { kind: 'scrap', reason: reasons.DAMAGED, lines: [found.line] }) : [];
    },
    convert: async (work: Work) => {
      const found = await taking(work);
      const made = goodsOf(among(articles, work.other), 1, work.other);
      return found ? paper('conversions', { inputs: [found.line], outputs: [made] }) : [];
    },
    transfer: async (work: Work) => {
      const draft = await moving(work);
      return draft ? paper('transfers', draft) : [];
    },
    ship: async (work: Work) => {
      const draft = await moving(work);
      return draft ? paper('transfers', draft, 'ship') : [];
    },
    arrive: async ({ pick, way }: Work) => {
      const under = await one("SELECT id FROM stock_transfer WHERE state IN ('shipped', 'incomplete')", pick);
      const { tell, answers } = teller(stock);
      if (!under) return answers;
      const line = await one(`SELECT product, lots FROM stock_transfer_lines WHERE parent_id = ${under.id}`);
      const part = { product: line?.product, ...(line?.lots !== null && { lots: line?.lots }), quantity: '1' };
      await tell(`/stock/transfers/${under.id}/receive`, way > 1 ? { arrivals: [part] } : {});
      return answers;
    },
    reverse: async ({ pick, way }: Work) => {
      const path = among(['receipts', 'issues', 'transfers', 'adjustments', 'conversions'], way + pick);
      const state = path === 'transfers' ? "('shipped', 'incomplete', 'received')" : "('posted')";
      const row = await one(
        `SELECT id FROM stock_${path.slice(0, -1)} WHERE state IN ${state} ORDER BY id DESC`,
        pick % 9,
      );
      const { tell, answers } = teller(stock);
      if (row) await tell(`/stock/${path}/${row.id}/reverse`, { reason: 'by mistake' });
      return answers;
    },
    value: async () => {
      await valueMovements(stock.house.t.ctx);
      return [{ status: 200, body: {} }];
    },
  };
}

/** Of the orders that were confirmed last, one. */
const recentOrder = "SELECT id FROM sales_order WHERE state = 'confirmed' ORDER BY id DESC";

function orderActs(stock: StockHouse) {
  const { articles, customer, house, one } = stock;
  const told = async (url: string, body?: object) => {
    const { tell, answers } = teller(stock);
    await tell(url, body);
    return answers;
  };
  const onOrder = async (verb: string, pick: number, body?: object) => {
    const row = await one(recentOrder, pick % 8);
    return row ? told(`/sales/orders/${row.id}/${verb}`, body) : [];
  };
  const demand = (pick: number) => one("SELECT id, product FROM stock_demand WHERE state = 'open'", pick);
  const held = (pick: number, where = '') => one(`SELECT id, product FROM stock_reservation ${where}`, pick);
  return {
    order: async ({ pick, other, pieces, way }: Work) => {
      const { tell, answers } = teller(stock);
      const line = (shift: number) => ({ product: among(articles, pick + shift).id, quantity: String(pieces) });
      const lines = way > 1 ? [line(0), line(other)] : [line(0)];
      const requestedOn = addDays(businessDate(house.t.app.clock()), other % 10);
      const { id } = await tell('/sales/orders', { customer, lines, requestedOn });
      await tell(`/sales/orders/${id}/confirm`, { backorder: way > 0 });
      return answers;
    },
    deliver: ({ pick }: Work) => onOrder('deliver', pick),
    cancel: ({ pick }: Work) => onOrder('cancel', pick, { reason: 'changed his mind' }),
    allocate: async ({ pick, way }: Work) => {
      if (way === 0) return told('/stock/allocations');
      const asked = await demand(pick);
      return asked ? told(`/stock/demands/${asked.id}/allocate`) : [];
    },
    assign: async ({ pick, other, pieces }: Work) => {
      const free = await one(
        `${lying} AND b.on_hand > b.reserved AND b.product IN (SELECT product FROM stock_demand WHERE state = 'open')`,
        other,
      );
      const asked =
        free && (await one(`SELECT id FROM stock_demand WHERE state = 'open' AND product = ${free.product}`, pick));
      if (!free || !asked) return [];
      const lot = free.lot !== 0 && { lot: free.lot };
      return told(`/stock/demands/${asked.id}/assign`, { ...placeOf(free), ...lot, quantity: String(pieces) });
    },
    release: async ({ pick, pieces, way }: Work) => {
      const row = await held(pick);
      const part = way > 1 ? { quantity: String(pieces) } : {};
      return row ? told(`/stock/reservations/${row.id}/release`, part) : [];
    },
    reassign: async ({ pick, other }: Work) => {
      const asked = await demand(pick);
      const row = asked && (await held(other, `WHERE product = ${asked.product}`));
      return row ? told(`/stock/reservations/${row.id}/reassign`, { demand: asked.id }) : [];
    },
  };
}

interface Task {
  list: number;
  line: number;
  location: { id: number };
  compartment: { id: number } | null;
  lot: { id: number } | null;
  quantity: string;
}

function pickActs(stock: StockHouse) {
  const { house, one } = stock;
  return {
    /** A walk for two orders: some of it is fetched, some is missing, and it ends or is given up. */
    pick: async ({ pick, way }: Work) => {
      const { tell, answers } = teller(stock);
      const rows = await house.query(
        `SELECT DISTINCT source_id AS id FROM stock_reservation WHERE source_resource = 'sales.order' AND source_id NOT IN
          (SELECT active_order FROM picking_list WHERE active_order IS NOT NULL)`,
      );
      if (rows.length === 0) return answers;
      const orders = [...new Set([pick, pick + 1].map((n) => Number(among(rows, n).id)))];
      const { id } = await tell('/picking/plans', { orders });
      if (id === undefined) return answers;
      const walk = await house.t.call('GET', `/picking/waves/${id}/walk`, { as: '1:*' });
      for (const [index, task] of (walk.body.tasks as Task[]).entries()) {
        const { list, line, location, compartment, lot } = task;
        const isShort = (pick + index) % 5 === 0;
        const quantity = isShort ? '0' : task.quantity;
        const spot = { ...(compartment && { compartment: compartment.id }), ...(lot && { lot: lot.id }) };
        const taken = { list, line, location: location.id, ...spot, quantity, isShort };
        answers.push(await house.t.call('POST', `/picking/waves/${id}/take`, { as: '1:*', body: taken }));
      }
      answers.push(await house.send(`/picking/waves/${id}/${way === 0 ? 'cancel' : 'finish'}`));
      // A walk on which nothing was found is given up, so that its orders can be picked another time.
      if ((answers.at(-1)?.status ?? 0) >= 300) answers.push(await house.send(`/picking/waves/${id}/cancel`));
      return answers;
    },
    undoPick: async ({ pick, way }: Work) => {
      const { tell, answers } = teller(stock);
      const list = await one("SELECT id FROM picking_list WHERE state IN ('open', 'picked')", pick);
      const row = await one("SELECT id FROM picking_pick WHERE state = 'taken' ORDER BY id DESC", pick % 9);
      if (way > 1 && list) await tell(`/picking/lists/${list.id}/putBack`);
      else if (row) await tell(`/picking/picks/${row.id}/undo`);
      return answers;
    },
    pack: async ({ pick, way }: Work) => {
      const { tell, answers } = teller(stock);
      const list = await one("SELECT id FROM picking_list WHERE state = 'picked'", pick);
      const parcel = await one("SELECT id FROM picking_parcel WHERE state = 'packed'", pick);
      if (way === 0 && parcel) await tell(`/picking/parcels/${parcel.id}/unpack`);
      else if (list) await tell(`/picking/lists/${list.id}/pack`, { weight: 500 });
      return answers;
    },
  };
}

function boxActs(stock: StockHouse) {
  const { articles, places, boxes, one } = stock;
  const compartments = "SELECT id, box, product FROM stock_compartment WHERE state = 'active'";
  const told = async (box: unknown, verb: string, body: object) => {
    const { tell, answers } = teller(stock);
    await tell(`/stock/boxes/${box}/${verb}`, body);
    return answers;
  };
  return {
    moveBox: ({ pick, other }: Work) => told(among(boxes, pick), 'move', { location: among(places, other) }),
    fillBox: async ({ pick, other, pieces }: Work) => {
      const into = await one(compartments, pick);
      const product = into?.product ?? among(articles, pick).id;
      const from = await one(`${lying} AND b.compartment = 0 AND b.lot = 0 AND b.product = ${product}`, other);
      if (!into || !from) return [];
      const put = { compartment: into.id, product, from: from.location, quantity: String(pieces) };
      return told(into.box, 'put', put);
    },
    /** Out of a compartment, into another one, or all of it into fewer slots. */
    emptyBox: async ({ pick, other, pieces, way }: Work) => {
      const from = await one(compartments, pick);
      const to = way > 1 ? await one(compartments, other) : null;
      if (!from) return [];
      if (way === 0) return told(from.box, 'join', { firstSlot: 1, lastSlot: other % 2 === 0 ? 3 : 2 });
      return told(from.box, 'shift', {
        compartment: from.id,
        quantity: String(pieces),
        ...(to && to.id !== from.id && { to: to.id }),
      });
    },
  };
}

function countActs(stock: StockHouse) {
  const { house, places } = stock;
  return {
    /** A shelf is counted by one and posted by another; something is missing, something too much. */
    count: async ({ pick, pieces, way }: Work) => {
      const { tell, answers } = teller(stock);
      const draft = { kind: 'zone', location: among(places, pick), freezes: way === 0 };
      const { id } = await tell('/stocktake/counts', draft);
      await tell(`/stocktake/counts/${id}/start`);
      if ((answers.at(-1)?.status ?? 0) >= 300) return answers;
      const rows = await house.query(
        `SELECT p.id, p.place, p.product, p.lot, p.compartment, t.is_serial FROM stocktake_position p
          LEFT JOIN stock_lot t ON t.id = p.lot WHERE p.\`count\` = ${id}`,
      );
      for (const [index, row] of rows.slice(0, 8).entries()) {
        if (index % 3 === 2) continue;
        const { product } = row;
        const quantity = row.is_serial === 1 ? '1' : String(pieces + (index % 2));
        const which = {
          ...(row.lot !== 0 && { lot: row.lot }),
          ...(row.compartment !== 0 && { compartment: row.compartment }),
        };
        const counted = { product, ...which, quantity };
        answers.push(await house.t.call('POST', `/stocktake/places/${row.place}/count`, { as: '1:*', body: counted }));
      }
      const post = { partly: true };
      const posted = await house.t.call('POST', `/stocktake/counts/${id}/post`, { as: '2:*', body: post });
      // What cannot be posted is given up, so that the shelf is free for the next one.
      if (posted.status >= 300) answers.push(await house.send(`/stocktake/counts/${id}/cancel`));
      return [...answers, posted];
    },
  };
}
