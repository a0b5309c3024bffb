import { type Row, translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { type PricedVariant, priceOf } from '#modules/catalog/server/index.ts';
import { type KnownTerms, type PriceAnswer, pricesFor } from '#modules/pricing/server/index.ts';
import type { salesOrder } from '../../contract/index.ts';

type Order = Row<typeof salesOrder>;
type Line = Order['lines'][number];

/**
 * What has to be filled in: everything of a line with a new product, or the price alone of one whose quantity is another
 * and whose price nobody has entered.
 */
interface OpenLine {
  change: Change<Order>;
  index: number;
  line: Line;
  kind: 'product' | 'quantity';
}

function openLines(change: Change<Order>): OpenLine[] {
  const former = new Map(change.before?.lines.map((line) => [line.id, line]));
  return change.row.lines.flatMap((line, index): OpenLine[] => {
    const old = former.get(line.id);
    if (!old || line.taxRate === null || old.product !== line.product)
      return [{ change, index, line, kind: 'product' }];
    const isAnother = line.price !== old.price;
    if (isAnother) line.priceEntered = line.price !== null;
    const isOpen = line.price === null || (line.quantity !== old.quantity && !line.priceEntered);
    return isOpen ? [{ change, index, line, kind: 'quantity' }] : [];
  });
}

/** Snapshots of product and price into the lines of all orders; the same few statements for any number of them. */
export async function completeLines(
  ctx: Ctx,
  changes: readonly Change<Order>[],
  known: Required<Pick<KnownTerms, 'customers' | 'tiers'>>,
): Promise<void> {
  const open = changes.filter(({ row }) => known.customers.has(row.customer)).flatMap(openLines);
  const asked = open.filter(({ line }) => line.product !== null);
  const ids = asked.map(({ line }) => line.product);
  const variants = await priceOf(ctx, ids, 'trade');
  const answers = await pricesFor(
    ctx,
    asked.map(({ change: { row }, line }) => ({
      variant: line.product,
      customer: row.customer,
      tier: row.priceTier,
      quantity: line.quantity ?? 0,
      date: row.date,
    })),
    known,
  );
  for (const [index, one] of asked.entries()) fillLine(one, variants.get(one.line.product), answers[index] ?? null);
}

function fillLine(
  { change, index, line, kind }: OpenLine,
  variant: PricedVariant | undefined,
  answer: PriceAnswer | null,
) {
  if (!variant) {
    change.fail(`lines.${index}.product`, 'kernel.unknownReference');
    return;
  }
  if (kind === 'quantity') line.price = answer?.price ?? line.price;
  else fillProduct(change, index, line, variant, answer);
  if (line.price === null) change.fail(`lines.${index}.price`, 'sales.priceMissing', { product: variant.sku });
}

function fillProduct(
  change: Change<Order>,
  index: number,
  line: Line,
  variant: PricedVariant,
  answer: PriceAnswer | null,
): void {
  if (!variant.isSellable) change.fail(`lines.${index}.product`, 'sales.productNotSold', { product: variant.sku });
  const own = {
    description: translate(variant.name, change.row.language) ?? variant.sku,
    price: answer?.price ?? null,
    unit: variant.unit,
  };
  const isReplaced = line.id !== undefined;
  const { description, price, unit } = line;
  Object.assign(
    line,
    isReplaced
      ? own
      : { description: description ?? own.description, price: price ?? own.price, unit: unit ?? own.unit },
  );
  Object.assign(line, {
    priceEntered: !isReplaced && price !== null && price !== own.price,
    discount: line.discount ?? answer?.discount ?? null,
    taxRate: variant.taxRate,
    taxPercent: variant.taxPercent,
  } satisfies Partial<Line>);
}
