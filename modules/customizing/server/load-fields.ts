import { type Field, type Fields, type Language, languages, type Row, translate } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import { tables } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { type CustomFields, customField, extensible, fieldNameOf } from '../contract/index.ts';

export type CustomField = Row<typeof customField>;

/** The declaration that an added field stands for: it can be filtered and sorted by, and chosen as a column, like any other. */
export function specOf(field: CustomField): Field {
  return {
    kind: field.kind,
    group: 'custom',
    filter: true,
    ...(field.isInList && { list: true }),
    ...(field.kind === 'bool' ? { default: false } : field.isRequired && { required: true }),
    ...(field.kind === 'choice' && { values: field.values.map(({ code }) => code) }),
  };
}

/** What the field, its help and its values are called, by the ids that declared fields have. */
function messagesOf({ texts }: App, field: CustomField, language: Language): Record<string, string> {
  const own = `${field.resource}.field.${fieldNameOf(field.code)}`;
  const help = translate(field.help, language);
  return {
    [`${field.resource}.group.custom`]: texts.say(language, 'customizing.ownDetails'),
    [own]: translate(field.label, language) ?? field.code,
    ...(help && { [`${field.resource}.help.${fieldNameOf(field.code)}`]: help }),
    ...Object.fromEntries(
      field.values.map(({ code, label }) => [
        `${field.resource}.value.${fieldNameOf(field.code)}.${code}`,
        translate(label, language) ?? code,
      ]),
    ),
  };
}

/** The active added fields of all resources. */
export async function activeFields(app: App): Promise<CustomFields> {
  const ctx = app.systemCtx('customizing');
  const ids = await tables<{ customizing_field: { id: number; state: string } }>(ctx)
    .selectFrom('customizing_field')
    .select('id')
    .where('state', '=', 'active')
    .execute();
  const rows = await rowsOf(
    ctx,
    customField,
    ids.map(({ id }) => id),
  );
  const fields: Record<string, Fields> = {};
  for (const row of rows) fields[row.resource] = { ...fields[row.resource], [fieldNameOf(row.code)]: specOf(row) };
  const messages = languages.map((language) => [
    language,
    Object.assign({}, ...rows.map((row) => messagesOf(app, row, language))),
  ]);
  return { fields, messages: Object.fromEntries(messages) as CustomFields['messages'] };
}

const reloading = new WeakMap<App, Promise<void>>();

/** Makes the application serve the fields as they are defined now. One after the other, so that the last one sees all. */
export function reloadFields(app: App): Promise<void> {
  const next = (reloading.get(app) ?? Promise.resolve()).catch(() => undefined).then(() => readFields(app));
  reloading.set(app, next);
  return next;
}

async function readFields(app: App): Promise<void> {
  const { fields, messages } = await activeFields(app);
  for (const resource of extensible) if (app.serves(resource)) app.extend(resource, fields[resource] ?? {});
  for (const language of languages) app.texts.add(language, messages[language]);
}
