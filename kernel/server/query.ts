import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { type FieldSpec, type Filter, filterOperators, isListable, kernelErrors } from '#kernel/contract/index.ts';
import type { Ctx } from './ctx.ts';
import { can } from './ctx.ts';
import type { Cell, Tables } from './db/engine.ts';
import type { Served, ServedField } from './served.ts';

type Builder = ExpressionBuilder<Tables, string>;
/** A condition on the resource's table. Two with the same shape differ in their values alone. */
export interface Condition {
  /** Null: nothing is known about its text (a module's row scope). */
  shape: string | null;
  values: readonly Cell[];
  where: (eb: Builder) => Expression<SqlBool>;
}
export const condition = (shape: string | null, values: readonly Cell[], where: Condition['where']): Condition => ({
  shape,
  values,
  where,
});

/** May this actor see the field at all? */
export const mayRead = (ctx: Ctx, { spec }: { spec: FieldSpec }): boolean =>
  !spec.secret && (!spec.read || can(ctx, spec.read));

const sortableHousekeeping = new Map(Object.entries({ id: 'id', createdAt: 'created_at', updatedAt: 'updated_at' }));

/** The field a filter or sort names, if it is on the allow-list and the actor may read it (design §2 rule 7). */
function allowedField(ctx: Ctx, served: Served, name: string): ServedField | undefined {
  const field = served.byName.get(name);
  return field && isListable(field.spec) && mayRead(ctx, field) ? field : undefined;
}

/** By `!`: a backslash in a literal means different things to the two engines. */
const escapeLike = (text: string) => text.replace(/[!%_]/g, (character) => `!${character}`);

function filterCondition(ctx: Ctx, served: Served, filter: Filter): Condition {
  const refused = () => kernelErrors.invalidFilter({ field: filter.field, operator: filter.operator });
  if (filter.field === 'id') return idCondition(filter, refused);
  const field = allowedField(ctx, served, filter.field);
  const [column] = field?.columns ?? [];
  if (
    !field ||
    !column ||
    !filterOperators.includes(filter.operator) ||
    !field.codec.operators.includes(filter.operator)
  )
    throw refused();
  if (filter.operator === 'empty') {
    const isEmpty = filter.value === 'true';
    const { absent } = field.codec;
    if (absent !== undefined)
      return condition(`${field.name} empty ${isEmpty}`, [absent], (eb) => eb(column, isEmpty ? '=' : '!=', absent));
    return condition(`${field.name} empty ${isEmpty}`, [], (eb) =>
      eb.and(field.columns.map((one) => eb(one, isEmpty ? 'is' : 'is not', null))),
    );
  }
  if (filter.operator === 'contains') {
    const pattern = `%${escapeLike(filter.value.normalize('NFC').toLowerCase())}%`;
    return condition(
      `${field.name} contains`,
      field.columns.map(() => pattern),
      (eb) => eb.or(field.columns.map((one) => sql<SqlBool>`lower(${sql.ref(one)}) like ${pattern} escape '!'`)),
    );
  }
  const parse = (text: string): Cell => {
    const value = field.codec.parseFilter ? field.codec.parseFilter(text) : text;
    if (value === undefined) throw refused();
    return value;
  };
  if (filter.operator === 'in') {
    const values = filter.value.split(',').map(parse);
    return condition(`${field.name} in ${values.length}`, values, (eb) => eb(column, 'in', values));
  }
  const value = parse(filter.value);
  const symbol = ({ eq: '=', ne: '!=', gte: '>=', lte: '<=' } as const)[filter.operator];
  return condition(`${field.name} ${symbol}`, [value], (eb) => eb(column, symbol, value));
}

function idCondition(filter: Filter, refused: () => Error): Condition {
  const ids = filter.value.split(',').map(Number);
  if (!['eq', 'in'].includes(filter.operator) || ids.some((id) => !Number.isSafeInteger(id))) throw refused();
  return condition(`id in ${ids.length}`, ids, (eb) => eb('id', 'in', ids));
}

/** The column is one of many values, given in parts so that no list grows beyond what an engine looks up by index. */
export const inSome = (column: string, parts: readonly (readonly number[])[]): Condition =>
  condition(`${column} in ${parts.map((part) => part.length)}`, parts.flat(), (eb) =>
    eb.or(parts.map((part) => eb(column, 'in', part))),
  );

/** Filters and row scope as conditions on the resource's table; null: nothing at all. The words of `q` are `find`'s. */
export function conditions(ctx: Ctx, served: Served, query: { filters?: readonly Filter[] }): Condition[] | null {
  const scope = served.behaviour.scope?.(ctx) ?? true;
  if (scope === false) return null;
  const found: Condition[] = (query.filters ?? []).map((filter) => filterCondition(ctx, served, filter));
  if (scope !== true) found.push(condition(null, [], scope));
  return found;
}

export interface Order {
  column: string;
  descending: boolean;
  /** No two records share a value: the id need not decide, and MariaDB can follow the index. */
  isUnique?: boolean;
}

/** `-date` → column and direction; throws 400 `kernel.invalidSort` for what is not on the allow-list. */
export function orderOf(ctx: Ctx, served: Served, sort: string | undefined): Order {
  const wanted = sort || served.resource.sort || '-id';
  const descending = wanted.startsWith('-');
  const name = descending ? wanted.slice(1) : wanted;
  const own = sortableHousekeeping.get(name);
  if (own) return { column: own, descending };
  const field = allowedField(ctx, served, name);
  const [column] = field?.columns ?? [];
  if (!field || !column || field.spec.kind === 'json' || field.spec.kind === 'longText')
    throw kernelErrors.invalidSort({ field: name });
  if (field.spec.unique && field.spec.required) return { column, descending, isUnique: true };
  // A translated text sorts by the reader's language.
  const translated = field.columns.find((one) => one.endsWith(`_${ctx.language}`));
  return { column: field.spec.kind === 'translated' && translated ? translated : column, descending };
}

/** Where the next page begins: after the row with this value of the sort column and this id. */
export interface Position {
  value: Cell;
  id: number;
}

export const encodeCursor = (order: Order, position: Position): string =>
  Buffer.from(JSON.stringify([order.column, order.descending ? 1 : 0, position.value, position.id])).toString(
    'base64url',
  );

export function decodeCursor(cursor: string, order: Order): Position {
  try {
    type Parts = [column: string, descending: number, value: Cell, id: number];
    const [column, descending, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Parts;
    const fits = column === order.column && Boolean(descending) === order.descending && Number.isSafeInteger(id);
    const isCell = value === null || typeof value === 'string' || Number.isFinite(value);
    if (fits && isCell) return { value, id };
  } catch {
    // Falls through to the one refusal.
  }
  throw kernelErrors.invalidCursor();
}

/** Rows behind `position`: both engines put NULL first in ascending order. */
export function afterPosition(order: Order, { value, id }: Position): Condition {
  const beyond = order.descending ? '<' : '>';
  if (order.column === 'id') return condition(`after id ${beyond}`, [id], (eb) => eb('id', beyond, id));
  const { column } = order;
  const values = value === null ? [id] : [value, id, value];
  return condition(`after ${column} ${beyond} ${value === null}`, values, (eb) => {
    const sameValue = value === null ? eb(column, 'is', null) : eb(column, '=', value);
    const branches = [eb.and([sameValue, eb('id', beyond, id)])];
    if (value === null && !order.descending) branches.push(eb(column, 'is not', null));
    if (value !== null) branches.push(eb(column, beyond, value));
    if (value !== null && order.descending) branches.push(eb(column, 'is', null));
    return eb.or(branches);
  });
}

/** The conditions' common shape and values, for {@link runShape}; null when one of them has no known text. */
export function shapeOf(kind: string, found: readonly Condition[]): { shape: string | null; values: Cell[] } {
  const isKnown = found.every(({ shape }) => shape !== null);
  return {
    shape: isKnown ? [kind, ...found.map(({ shape }) => shape)].join('\n') : null,
    values: found.flatMap(({ values }) => values),
  };
}
