import { sql } from 'kysely';
import { type Field, languages, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { addColumns } from '#kernel/server/db/added-columns.ts';
import { columnsOf } from '#kernel/server/db/resource-tables.ts';
import type { Column } from '#kernel/server/db/tables.ts';
import type { Change } from '#kernel/server/served.ts';
import { type customField, fieldNameOf } from '../contract/index.ts';
import { type CustomField, reloadFields, specOf } from './load-fields.ts';

const codePattern = /^[a-z][a-z0-9_]*$/;
type FieldChange = Change<Row<typeof customField>>;

/** A code that can stand in addresses and as a column; values where, and only where, one chooses among them. */
export async function checkCustomField(ctx: Ctx, changes: FieldChange[]): Promise<void> {
  for (const change of changes) {
    const { row, before, fail } = change;
    if (!codePattern.test(row.code)) fail('code', 'customizing.codeInvalid', { code: row.code });
    if (row.kind === 'choice' && row.values.length === 0) fail('values', 'customizing.valuesMissing');
    if (row.kind !== 'choice' && row.values.length > 0) fail('values', 'customizing.valuesNotWanted');
    const codes = row.values.map(({ code }) => code);
    for (const [index, code] of codes.entries())
      if (codes.indexOf(code) < index) fail(`values.${index}.code`, 'kernel.duplicate');
    if (change.given.has('label')) await refuseTakenLabel(ctx, change);
    const gone = (before?.values ?? []).filter(({ code }) => !codes.includes(code)).map(({ code }) => code);
    if (before && before.state !== 'draft' && gone.length > 0) await refuseUsedValues(ctx, change, gone);
  }
}

const bare = (label: string | null | undefined): string => (label ?? '').trim().toLowerCase();

/** Two fields of one name could be told apart neither on the screen nor in a file. */
async function refuseTakenLabel(ctx: Ctx, { row, fail }: FieldChange): Promise<void> {
  const declared = Object.keys(ctx.app.served(row.resource).resource.fields).filter(
    (name) => !name.startsWith(fieldNameOf('')),
  );
  const others = await sql<{ code: string; label_de: string | null; label_en: string | null }>`
    SELECT code, label_de, label_en FROM customizing_field WHERE resource = ${row.resource} AND code <> ${row.code}
  `.execute(ctx.db);
  for (const language of languages) {
    const label = bare(row.label?.[language]);
    if (label === '') continue;
    const known = [
      ...declared.map((name) => ctx.app.texts.say(language, `${row.resource}.field.${name}`)),
      ...others.rows.map((other) => other[`label_${language}`]),
    ];
    if (known.some((one) => bare(one) === label))
      return fail('label', 'customizing.labelTaken', { label: row.label?.[language] ?? '' });
  }
}

/** Records keep what they have: a value that stands in one of them has to stay, though its label may change. */
async function refuseUsedValues(ctx: Ctx, { row, fail }: FieldChange, gone: readonly string[]): Promise<void> {
  const column = sql.ref(fieldNameOf(row.code));
  const used = await sql<{ value: string }>`SELECT DISTINCT ${column} AS value
    FROM ${sql.table(ctx.app.served(row.resource).table)} WHERE ${column} IN (${sql.join(gone)})`.execute(ctx.db);
  for (const { value } of used.rows) fail('values', 'customizing.valueInUse', { value });
}

/** From now on the field is there for everybody. Its column is never taken away, so that retiring loses nothing. */
export async function activateField(ctx: Ctx, row: CustomField): Promise<undefined> {
  const { table } = ctx.app.served(row.resource);
  await addFieldColumns(ctx, table, fieldNameOf(row.code), specOf(row));
  reloadAfterwards(ctx);
}

/** Texts lie beside the row: MySQL bounds the sum of those within it, so that a firm would run out of fields. */
const outsideRow = (column: Column): Column => {
  if (column.type !== 'text') return column;
  const { max: _max, ...rest } = column;
  return { ...rest, type: 'longText' };
};

export const addFieldColumns = (ctx: Ctx, table: string, name: string, spec: Field): Promise<void> => {
  const columns = Object.entries(columnsOf(name, { ...spec, required: false }));
  return addColumns(ctx, table, Object.fromEntries(columns.map(([column, model]) => [column, outsideRow(model)])));
};

export async function retireField(ctx: Ctx): Promise<undefined> {
  reloadAfterwards(ctx);
}

/** What is served changes once the definition is on the disk; whoever changed it hears of it afterwards. */
export function reloadAfterwards(ctx: Ctx): void {
  const { app } = ctx;
  ctx.afterCommit.push(() =>
    reloadFields(app).catch((error: unknown) => app.logger.error({ error }, 'added fields not reloaded')),
  );
}
