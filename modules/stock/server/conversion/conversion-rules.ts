import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { conversion, stockErrors } from '../../contract/index.ts';
import {
  checkLots,
  checkPlaces,
  completeLines,
  type LinePortion,
  portionsOf,
  spotsOf,
} from '../document/document-lines.ts';
import { completeDay, postDocument, postingDay } from '../document/post-document.ts';
import type { Move } from '../ledger/post-movements.ts';
import { defaultLocation } from '../location/default-location.ts';

type Conversion = Row<typeof conversion>;

export async function completeConversion(ctx: Ctx, changes: Change<Conversion>[]): Promise<void> {
  completeDay(ctx, changes);
  for (const { row } of changes) row.location ??= await defaultLocation(ctx, 'storage');
  await completeLines(ctx, changes, ({ inputs, outputs }) => [...inputs, ...outputs]);
}

export async function checkConversion(ctx: Ctx, changes: Change<Conversion>[]): Promise<void> {
  await checkPlaces(ctx, changes, ({ location, inputs, outputs }) => [
    { path: 'location', location },
    ...inputs.map((line, index) => ({ path: `inputs.${index}.location`, location: line.location })),
    ...outputs.map((line, index) => ({ path: `outputs.${index}.location`, location: line.location })),
  ]);
  await checkLots(ctx, changes, 'inputs', ({ inputs }) => inputs);
  await checkLots(ctx, changes, 'outputs', ({ outputs }) => outputs);
}

/** What goes in is consumed, what comes out is produced: one document, by which lots know each other. */
export async function postConversion(ctx: Ctx, row: Conversion): Promise<Patch<typeof conversion>> {
  if (row.inputs.length === 0 || row.outputs.length === 0) throw stockErrors.documentHasNoLines();
  const workshop = await defaultLocation(ctx, 'production');
  const date = postingDay(ctx, row);
  const consumed = await portionsOf(ctx, row.inputs, { field: 'inputs', date });
  const produced = await portionsOf(ctx, row.outputs, { field: 'outputs', unknownLots: () => 'created', date });
  const from = await spotsOf(ctx, row.inputs, row.location);
  const to = await spotsOf(ctx, row.outputs, row.location);
  const share = ({ line: { id, product }, lot, quantity }: LinePortion<Conversion['inputs'][number]>) => ({
    product,
    lot,
    quantity,
    ...(id !== undefined && { sourceLine: id }),
  });
  const moves = [
    ...consumed.map(
      (portion): Move => ({
        ...share(portion),
        kind: 'consumption',
        from: from[portion.index]?.location ?? row.location,
        fromCompartment: from[portion.index]?.compartment ?? null,
        to: workshop,
      }),
    ),
    ...produced.map(
      (portion): Move => ({
        ...share(portion),
        kind: 'production',
        from: workshop,
        to: to[portion.index]?.location ?? row.location,
        toCompartment: to[portion.index]?.compartment ?? null,
      }),
    ),
  ];
  return postDocument(ctx, conversion.name, row, 'production', moves);
}
