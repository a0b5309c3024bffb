import { parseDecimal } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { type TestApp, type TestAppOptions, testApp } from '#kernel/server/testing.ts';
import { act, create } from '#kernel/server/write.ts';
import { attribute, product, variant } from '#modules/catalog/contract/index.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { unit } from '#modules/org/contract/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { stockServer } from '#modules/stock/server/index.ts';
import { bom } from '../contract/index.ts';
import { bomServer } from '../server/index.ts';

const modules = [orgServer, partyServer, catalogServer, stockServer, bomServer];

/** The application up to bills of materials, with its ground data. */
export async function bomApp(options: TestAppOptions = {}): Promise<TestApp> {
  const t = await testApp(modules, options);
  for (const module of modules) await module.seed?.(t.ctx);
  return t;
}

export const qty = (text: string): number => parseDecimal(text, 'quantity') ?? Number.NaN;
export const eur = (text: string): number => parseDecimal(text, 'money') ?? Number.NaN;

export interface LineDraft {
  component: number;
  quantity?: string;
  scrapPercent?: number;
  isFixed?: boolean;
  roundingMultiple?: string;
  kind?: 'component' | 'phantom' | 'byProduct';
  onlyFor?: string;
  unit?: number;
}

/** Short ways to what a test needs. */
export function workshop(t: TestApp) {
  const ctx: Ctx = trusted(t.ctx);
  const lineOf = ({ quantity = '1', roundingMultiple, ...line }: LineDraft) => ({
    ...line,
    quantity: qty(quantity),
    ...(roundingMultiple && { roundingMultiple: qty(roundingMultiple) }),
  });
  return {
    ctx,
    /** A variant by its number; with a purchase price it is bought. */
    part: (sku: string, price?: string, more: Record<string, unknown> = {}) => makePart(ctx, sku, price, more),
    /** A BOM as a draft. */
    async draft(
      subject: { product?: number; variant?: number },
      lines: LineDraft[],
      more: Record<string, unknown> = {},
    ) {
      const [row] = await create(ctx, bom, [{ ...subject, lines: lines.map(lineOf), ...more }]);
      return row?.id ?? 0;
    },
    async release(id: number, validFrom: string | null = null) {
      return act(ctx, bom, 'release', id, { validFrom });
    },
    /** A released BOM. */
    async made(subject: number, lines: LineDraft[], more: Record<string, unknown> = {}): Promise<number> {
      const id = await this.draft({ variant: subject }, lines, more);
      await this.release(id);
      return id;
    },
    family: (sku: string, finishes?: string[]) => makeFamily(ctx, sku, finishes),
    unit: (code: string) => unitOf(ctx, code),
    /** What a piece costs, as it is kept: material, operations, total, in ten-thousandths. */
    async cost(id: number) {
      const row = await t.app.engine.reader
        .selectFrom('bom_cost')
        .select(['material', 'operations', 'unit_cost as total', 'is_incomplete'])
        .where('variant', '=', id)
        .executeTakeFirst();
      return row && { ...row, is_incomplete: row.is_incomplete === 1 };
    },
  };
}

const axisValue = (code: string) => ({ code, name: { de: code, en: code } });

async function makePart(ctx: Ctx, sku: string, price?: string, more: Record<string, unknown> = {}): Promise<number> {
  const purchasePrice = price === undefined ? null : eur(price);
  const draft = { sku, name: { de: sku, en: sku }, isManufactured: true, purchasePrice, ...more };
  const [row] = await create(ctx, variant, [draft]);
  return row?.id ?? 0;
}

/** A family of figures in several finishes, BE, BM and BL, one variant each. */
async function makeFamily(ctx: Ctx, sku: string, finishes = ['BE', 'BM', 'BL']) {
  const known = await ctx.db
    .selectFrom('catalog_attribute')
    .select('id')
    .where('code', '=', 'FINISH')
    .executeTakeFirst();
  const name = { de: 'Ausführung', en: 'Finish' };
  const [fresh] = known
    ? []
    : await create(ctx, attribute, [{ code: 'FINISH', name, values: finishes.map(axisValue) }]);
  const axis = fresh?.id ?? Number(known?.id);
  const draft = { sku, name: { de: sku, en: sku }, isManufactured: true, axes: [axis] };
  const [parent] = await create(ctx, product, [draft]);
  const id = parent?.id ?? 0;
  const variants = new Map<string, number>();
  for (const value of finishes) {
    const attributes = [{ attribute: axis, value }];
    variants.set(value, await makePart(ctx, `${sku}-${value}`, undefined, { product: id, attributes }));
  }
  return { product: id, axis, of: (finish: string) => variants.get(finish) ?? 0 };
}

async function unitOf(ctx: Ctx, code: string): Promise<number> {
  const row = await ctx.db.selectFrom('org_unit').select('id').where('code', '=', code).executeTakeFirst();
  if (row) return Number(row.id);
  const name = { de: code, en: code };
  const [fresh] = await create(ctx, unit, [{ code, name, symbol: name }]);
  return fresh?.id ?? 0;
}
