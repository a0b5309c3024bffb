import { translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { shownVariants } from '#modules/catalog/server/index.ts';
import { box, boxType, type LabelKind, location, lot } from '../../contract/index.ts';
import { isGtin13 } from '../../labels/draw-code.ts';
import { gs1Elements, type Label, splitCode } from '../../labels/label.ts';
import { compartmentsOf } from '../box/box-contents.ts';

type Draft = Omit<Label, 'kind' | 'copies'>;

/** What the labels of records say, in the order of the ids; what does not exist, or may not be seen, has none. */
export async function labelsOf(ctx: Ctx, kind: LabelKind, ids: readonly number[], copies: number): Promise<Label[]> {
  const found = await gather[kind](ctx, ids);
  return ids.flatMap((id) => {
    const label = found.get(id);
    return label ? [{ ...label, kind, copies }] : [];
  });
}

const gather: Record<LabelKind, (ctx: Ctx, ids: readonly number[]) => Promise<Map<number, Draft>>> = {
  location: ofLocations,
  box: ofBoxes,
  product: ofProducts,
  lot: ofLots,
};

const blank = { lead: '', lines: [], warning: null, parts: [], gs1: null } as const;
const say = (ctx: Ctx, id: string, params?: Record<string, string>) => ctx.app.texts.say(ctx.language, id, params);
/** Purposes that whoever stands before the place has to know of. */
const told: readonly string[] = ['quarantine', 'blocked', 'consignment'];

async function ofLocations(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Draft>> {
  const rows = await rowsOf(ctx, location, ids);
  return new Map(
    rows
      .filter(({ kind }) => kind === 'storage')
      .map(({ id, code, name, purpose }) => [
        id,
        {
          ...blank,
          ...splitCode(code),
          lines: [translate(name, ctx.language) ?? ''].filter(Boolean),
          warning: told.includes(purpose) ? say(ctx, `stock.location.value.purpose.${purpose}`) : null,
          code,
        },
      ]),
  );
}

async function ofBoxes(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Draft>> {
  const rows = await rowsOf(ctx, box, ids);
  const compartments = await compartmentsOf(ctx, ids);
  const types = await rowsOf(
    ctx,
    boxType,
    rows.flatMap(({ type }) => type ?? []),
  );
  const products = await goodsOf(
    ctx,
    compartments.flatMap(({ product }) => product ?? []),
  );
  const typeNames = new Map(types.map(({ id, name }) => [id, name]));
  return new Map(
    rows.map(({ id, code, type, note, slots }) => {
      const slot = (position: number) => slots[position - 1]?.code ?? '';
      const own = compartments.filter((one) => one.box === id && one.product !== null);
      const parts = own.map(({ firstSlot, lastSlot, product }) => {
        const goods = products.get(product ?? 0);
        return {
          slots: firstSlot === lastSlot ? slot(firstSlot) : `${slot(firstSlot)}–${slot(lastSlot)}`,
          text: [goods?.sku, goods?.name].filter(Boolean).join(' '),
          color: slots[firstSlot - 1]?.color ?? null,
        };
      });
      const lines = [typeNames.get(type ?? 0) ?? '', note ?? ''].filter(Boolean);
      return [id, { ...blank, headline: code, lines, parts, code }];
    }),
  );
}

interface Goods {
  sku: string;
  name: string | null;
  legacySku: string | null;
  gtin: string | null;
}

/** Of those alone that the reader may see. */
async function goodsOf(ctx: Ctx, products: readonly number[]): Promise<Map<number, Goods>> {
  const seen = [...(await shownVariants(ctx, products)).values()].filter(({ title }) => title.title !== null);
  if (seen.length === 0) return new Map();
  const barcodes = await ctx.db
    .selectFrom('catalog_variant_barcodes')
    .select(['parent_id', 'code'])
    .where(
      'parent_id',
      'in',
      seen.map(({ id }) => id),
    )
    .where('kind', '=', 'gtin')
    .orderBy('position')
    .execute();
  const gtins = new Map(
    barcodes
      .filter(({ code }) => isGtin13(String(code)))
      .map(({ parent_id, code }) => [Number(parent_id), String(code)]),
  );
  return new Map(
    seen.map(({ id, sku, legacySku, title }) => [
      id,
      { sku, name: title.subtitle ?? null, legacySku, gtin: gtins.get(id) ?? null },
    ]),
  );
}

/** Old and new number stand together everywhere. */
async function ofProducts(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Draft>> {
  const goods = await goodsOf(ctx, ids);
  return new Map(
    [...goods].map(([id, { sku, name, legacySku, gtin }]) => [
      id,
      {
        ...blank,
        headline: sku,
        lines: [
          ...(name ? [name] : []),
          ...(legacySku ? [say(ctx, 'stock.label.oldNumber', { number: legacySku })] : []),
          ...(gtin ? [gtin] : []),
        ],
        code: gtin ?? sku,
      },
    ]),
  );
}

async function ofLots(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Draft>> {
  const rows = await rowsOf(ctx, lot, ids);
  const goods = await goodsOf(
    ctx,
    rows.map(({ product }) => product),
  );
  const day = new Intl.DateTimeFormat(ctx.language, { dateStyle: 'medium', timeZone: 'UTC' });
  return new Map(
    rows.flatMap(({ id, number, product, isSerial, expiresOn, state }) => {
      const article = goods.get(product);
      if (!article) return [];
      const { sku, name, gtin } = article;
      const label: Draft = {
        ...blank,
        lead: say(ctx, isSerial ? 'stock.lot.field.isSerial' : 'stock.lot'),
        headline: number,
        lines: [
          sku,
          ...(name ? [name] : []),
          ...(expiresOn ? [say(ctx, 'stock.label.expires', { date: day.format(new Date(expiresOn)) })] : []),
        ],
        warning: state === 'blocked' ? say(ctx, 'stock.lot.value.state.blocked') : null,
        code: number,
        gs1: gs1Elements({ gtin, sku, number, isSerial, expiresOn }),
      };
      return [[id, label] as const];
    }),
  );
}
