import { formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import { type Ctx, can, trusted } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { titlesOf } from '#kernel/server/references.ts';
import {
  type Genealogy,
  location,
  lot,
  type NamedPaper,
  seesCustomersReached,
  type Crossing as WireCrossing,
  type Passage as WirePassage,
  type Share as WireShare,
} from '../../contract/index.ts';
import { namePapers } from './customers-of.ts';
import { type Crossing, crossings, lying } from './lot-ends.ts';
import { type Passage, paperKey, type Share, traceLots } from './trace-lots.ts';

/** A lot's ancestors and descendants, where they came from and where they are (PRD-WHS-05). @throws AppError 404 */
export async function genealogyOf(ctx: Ctx, id: number): Promise<Genealogy> {
  const row = await rowOf(ctx, lot, id);
  const [up, down] = [await traceLots(ctx, id, 'up'), await traceLots(ctx, id, 'down')];
  const works = new Set([...up.passages, ...down.passages].map(paperKey));
  // Work that consumed something is a passage; what came out of nothing there (production without ingredients) began.
  const isEnd = (one: Crossing) => one.place !== 'production' || one.kind === 'issue' || !works.has(paperKey(one));
  const origins = (await crossings(ctx, up.lots, 'in')).filter(isEnd);
  const destinations = (await crossings(ctx, down.lots, 'out')).filter(isEnd);
  const stock = await lying(ctx, down.lots);
  const passages = [...up.passages, ...down.passages];
  const names = await namesOf(
    ctx,
    [
      { product: row.product, lot: id, quantity: 0 },
      ...passages.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]),
      ...origins,
      ...destinations,
      ...stock,
    ],
    stock.map((one) => one.location),
  );
  const namer = can(ctx, seesCustomersReached) ? trusted(ctx) : ctx;
  const papers = await namePapers(namer, [...passages, ...origins, ...destinations]);
  const paperOf = (one: Passage | Crossing): NamedPaper =>
    papers.get(paperKey(one)) ?? {
      resource: one.resource,
      id: one.id,
      title: 'title' in one ? one.title : null,
      customer: null,
    };
  const share = (one: Share) => names.share(one);
  const passage = (one: Passage): WirePassage => ({
    document: paperOf(one),
    date: one.date,
    inputs: one.inputs.map(share),
    outputs: one.outputs.map(share),
  });
  const crossing = (one: Crossing): WireCrossing => ({
    ...share(one),
    document: paperOf(one),
    kind: one.kind,
    place: one.place,
    date: one.date,
  });
  const { number, state, expiresOn, isSerial } = row;
  return {
    lot: { id, number, state, expiresOn, isSerial, product: names.product(row.product) },
    madeOf: up.passages.map(passage),
    origins: origins.map(crossing),
    becomes: down.passages.map(passage),
    destinations: destinations.map(crossing),
    lying: stock.map((one) => ({ ...share(one), location: names.location(one.location) })),
    isCut: up.isCut || down.isCut,
  };
}

/** Names of everything that is told, one statement for each kind. */
async function namesOf(
  ctx: Ctx,
  shares: readonly { product: number; lot: number | null; quantity: Quantity }[],
  locations: readonly number[],
) {
  const product = await titlesOf(
    ctx,
    'catalog.variant',
    shares.map(({ product }) => product),
  );
  const lots = await rowsOf(ctx, lot, [...new Set(shares.flatMap(({ lot: id }) => id ?? []))]);
  const numbers = new Map(lots.map(({ id, number }) => [id, number]));
  return {
    product,
    location: await titlesOf(ctx, location.name, locations),
    share: ({ product: of, lot: id, quantity }: Share): WireShare => ({
      product: product(of),
      lot: id === null ? null : { id, title: numbers.get(id) ?? null },
      quantity: formatDecimal(quantity, 'quantity'),
    }),
  };
}
