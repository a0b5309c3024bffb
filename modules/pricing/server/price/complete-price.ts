import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import type { Change } from '#kernel/server/served.ts';
import { type price, type SubjectField, subjectFields } from '../../contract/index.ts';

export type Price = Row<typeof price>;

/** What the price is for; undefined where that is not clear. */
export function subjectOf(row: Price): { field: SubjectField; id: number } | undefined {
  const [field, second] = subjectFields.filter((name) => row[name] !== null);
  const id = field && row[field];
  return field && !second && typeof id === 'number' ? { field, id } : undefined;
}

const tables: Record<SubjectField, { table: string; columns: readonly ['id', string] }> = {
  variant: { table: 'catalog_variant', columns: ['id', 'sku'] },
  product: { table: 'catalog_product', columns: ['id', 'sku'] },
  category: { table: 'catalog_category', columns: ['id', 'code'] },
};

/** The number of the article, or the code of the category, by which a price is called and found. */
export async function completePrice(ctx: Ctx, changes: Change<Price>[]): Promise<void> {
  const open = changes.flatMap(({ row }) => {
    const subject = row.subject === null ? subjectOf(row) : undefined;
    return subject ? [{ row, ...subject }] : [];
  });
  for (const field of subjectFields) {
    const mine = open.filter((one) => one.field === field);
    const { table, columns } = tables[field];
    const found = await selectByIds(
      ctx.db,
      table,
      columns,
      mine.map(({ id }) => id),
      false,
    );
    const codes = new Map(found.map((cells) => [Number(cells.id), String(cells[columns[1]])]));
    for (const { row, id } of mine) row.subject = codes.get(id) ?? null;
  }
}
