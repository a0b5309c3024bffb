import { act, create } from '#kernel/server/write.ts';
import { box, boxType } from '#modules/stock/contract/index.ts';
import { boxTypes } from './sample-goods.ts';
import type { Stage } from './warehouse-story.ts';

const piece = 1_000_000;

/** Sleighs lie in boxes: one with two units, one undivided; three empty ones wait at the packing table. */
export async function fillBoxes({ as, at, article, ctx }: Stage): Promise<void> {
  const [blue, red, yellow] = await create(ctx, boxType, [...boxTypes]);
  const location = at('R01-F03-B01');
  const [divided, whole] = await create(ctx, box, [
    {
      type: red?.id ?? null,
      location,
      slots: [
        { code: 'BP', color: 'blau' },
        { code: 'ZB', color: 'rot' },
        { code: 'GN', color: 'gelb' },
      ],
    },
    { type: blue?.id ?? null, location: at('R01-F03-B02') },
  ]);
  await create(
    ctx,
    box,
    ['K-01', 'K-02', 'K-03'].map((code) => ({
      code,
      type: yellow?.id ?? null,
      purpose: 'picking' as const,
      location: at('MAIN-PICKING'),
    })),
  );
  const clerk = as('warehouse-clerk');
  const goodsIn = at('MAIN-GOODS-IN');
  const fill = async (
    boxId: number,
    firstSlot: number,
    lastSlot: number,
    sku: string,
    pieces: number,
    from: number,
  ) => {
    const product = article(sku);
    await act(clerk, box, 'join', boxId, { firstSlot, lastSlot, product });
    const unit = await ctx.db
      .selectFrom('stock_compartment')
      .select('id')
      .where('box', '=', boxId)
      .where('first_slot', '=', firstSlot)
      .where('state', '=', 'active')
      .executeTakeFirst();
    const put = { compartment: Number(unit?.id ?? 0), product, quantity: pieces * piece, from };
    await act(clerk, box, 'put', boxId, put);
  };
  await fill(divided?.id ?? 0, 1, 2, '301041', 20, goodsIn);
  await fill(divided?.id ?? 0, 3, 3, '301042', 8, goodsIn);
  await fill(whole?.id ?? 0, 1, 1, '301042', 12, goodsIn);
}
