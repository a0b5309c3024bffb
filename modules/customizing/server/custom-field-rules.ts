import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { addColumns } from '#kernel/server/db/added-columns.ts';
import { columnsOf } from '#kernel/server/db/resource-tables.ts';
import type { Change } from '#kernel/server/served.ts';
import { type customField, fieldNameOf } from '../contract/index.ts';
import { type CustomField, reloadFields, specOf } from './load-fields.ts';

const codePattern = /^[a-z][a-z0-9_]*$/;

/** A code that can stand in addresses and as a column; values where, and only where, one chooses among them. */
export function checkCustomField(_ctx: Ctx, changes: Change<Row<typeof customField>>[]): void {
  for (const { row, fail } of changes) {
    if (!codePattern.test(row.code)) fail('code', 'customizing.codeInvalid', { code: row.code });
    if (row.kind === 'choice' && row.values.length === 0) fail('values', 'customizing.valuesMissing');
    if (row.kind !== 'choice' && row.values.length > 0) fail('values', 'customizing.valuesNotWanted');
    const codes = row.values.map(({ code }) => code);
    for (const [index, code] of codes.entries())
      if (codes.indexOf(code) < index) fail(`values.${index}.code`, 'kernel.duplicate');
  }
}

/** From now on the field is there for everybody. Its column is never taken away, so that retiring loses nothing. */
export async function activateField(ctx: Ctx, row: CustomField): Promise<undefined> {
  const { table } = ctx.app.served(row.resource);
  await addColumns(ctx, table, columnsOf(fieldNameOf(row.code), { ...specOf(row), required: false }));
  reloadAfterwards(ctx);
}

export async function retireField(ctx: Ctx): Promise<undefined> {
  reloadAfterwards(ctx);
}

/** What is served changes once the definition is on the disk. */
export function reloadAfterwards(ctx: Ctx): void {
  const { app } = ctx;
  ctx.afterCommit.push(
    () => void reloadFields(app).catch((error: unknown) => app.logger.error({ error }, 'added fields not reloaded')),
  );
}
