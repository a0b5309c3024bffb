import type { Ctx } from '#kernel/server/ctx.ts';
import { type BomHead, headsBy, type Part } from './read-rows.ts';

const later = (a: BomHead, b: BomHead): boolean =>
  (a.validFrom ?? '') === (b.validFrom ?? '') ? a.revision > b.revision : (a.validFrom ?? '') > (b.validFrom ?? '');

/**
 * The BOM that each variant is made by on a day: the released one whose `validFrom` came last, that of the variant
 * itself before that of its product, which is for those of its variants that are made. Variants without one are absent.
 * Two statements.
 */
export async function effectiveBoms(
  ctx: Ctx,
  parts: readonly Pick<Part, 'id' | 'product' | 'isManufactured'>[],
  date: string,
): Promise<Map<number, BomHead>> {
  const products = [...new Set(parts.flatMap(({ product }) => product ?? []))];
  const heads = [
    ...(await headsBy(
      ctx,
      'variant',
      parts.map(({ id }) => id),
    )),
    ...(await headsBy(ctx, 'product', products)),
  ];
  const ofVariant = new Map<number, BomHead>();
  const ofProduct = new Map<number, BomHead>();
  for (const head of heads) {
    if (head.state !== 'released' || (head.validFrom ?? '') > date) continue;
    const [index, subject] = head.variant === null ? [ofProduct, head.product] : [ofVariant, head.variant];
    if (subject === null) continue;
    const known = index.get(subject);
    if (!known || later(head, known)) index.set(subject, head);
  }
  return new Map(
    parts.flatMap(({ id, product, isManufactured }) => {
      const head = ofVariant.get(id) ?? (isManufactured ? ofProduct.get(product ?? 0) : undefined);
      return head ? [[id, head] as const] : [];
    }),
  );
}
