import { type RawBuilder, sql } from 'kysely';
import { kernelErrors } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { userTitles } from '#kernel/server/history/read-history.ts';
import { References } from '#kernel/server/references.ts';
import type { Finding, FindingsPage } from '../../contract/index.ts';
import { defaultSort, type Rule, type Sql } from '../rules/rule.ts';
import { countRule } from './count-findings.ts';
import { fromRule, type Shown } from './rule-statement.ts';
import { visibleRule } from './visible-rules.ts';

export interface FindingsQuery {
  rule: string;
  shown: Exclude<Shown, 'all'>;
  cursor?: string;
  limit: number;
}

interface FoundRow {
  id: number;
  version: number;
  sort_key: string | null;
  found: string | null;
  expected: string | null;
  other: number | null;
  reason: string | null;
  accepted_by: number | null;
  accepted_at: number | null;
}

const largestPage = 500;

/** A page of a rule's findings, by number (those that belong together side by side), and the rule's counts. */
export async function listFindings(ctx: Ctx, query: FindingsQuery): Promise<FindingsPage> {
  const rule = visibleRule(ctx, query.rule);
  const limit = Math.min(query.limit, largestPage);
  const sort = rule.sort ?? defaultSort;
  const column = (expression: Sql | undefined) => expression ?? sql`NULL`;
  const { rows } = await sql<FoundRow>`SELECT s.id, s.version, ${sort} AS sort_key, ${column(rule.found)} AS found,
      ${column(rule.expected)} AS expected, ${column(rule.other?.id)} AS other,
      a.reason AS reason, a.created_by AS accepted_by, a.created_at AS accepted_at
    ${fromRule(ctx, rule, query.shown)} AND ${after(query.cursor, sort)}
    ORDER BY sort_key, s.id LIMIT ${limit + 1}`.execute(ctx.db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rule: await countRule(ctx, rule),
    items: await presentFindings(ctx, rule, page),
    next: rows.length > limit && last ? encode(last.sort_key, Number(last.id)) : null,
  };
}

/** Ids and versions of the first `limit` open findings, in the order of the list. */
export async function openFindings(ctx: Ctx, rule: Rule, limit: number): Promise<{ id: number; version: number }[]> {
  const { rows } = await sql<{ id: number; version: number }>`SELECT s.id, s.version
    ${fromRule(ctx, rule, 'open')} ORDER BY ${rule.sort ?? defaultSort}, s.id LIMIT ${limit}`.execute(ctx.db);
  return rows.map(({ id, version }) => ({ id: Number(id), version: Number(version) }));
}

const encode = (key: string | null, id: number) => Buffer.from(JSON.stringify([key, id])).toString('base64url');

/** Findings behind the last one shown. */
function after(cursor: string | undefined, sort: RawBuilder<unknown>): RawBuilder<unknown> {
  if (cursor === undefined) return sql`1 = 1`;
  const { key, id } = decode(cursor);
  return sql`(${sort} > ${key} OR (${sort} = ${key} AND s.id > ${id}))`;
}

function decode(cursor: string): { key: string; id: number } {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof key === 'string' && typeof id === 'number' && Number.isSafeInteger(id)) return { key, id };
  } catch {
    // Falls through to the one refusal.
  }
  throw kernelErrors.invalidCursor();
}

async function presentFindings(ctx: Ctx, rule: Rule, rows: readonly FoundRow[]): Promise<Finding[]> {
  const references = new References(ctx);
  const other = rule.other?.resource;
  const idOf = (value: number | null) => (value === null ? null : Number(value));
  for (const row of rows) {
    references.want(rule.subject, Number(row.id));
    if (other) references.want(other, idOf(row.other));
  }
  await references.resolve();
  const users = await userTitles(
    ctx,
    rows.map((row) => row.accepted_by ?? null),
  );
  const pathOf = (resource: string, id: number) => `${ctx.app.served(resource).resource.path}/${id}`;
  return rows.map((row) => {
    const id = Number(row.id);
    const record = references.get(rule.subject, id);
    const double = other ? references.get(other, idOf(row.other)) : null;
    return {
      id,
      version: Number(row.version),
      title: record?.title ?? null,
      subtitle: record?.subtitle ?? null,
      path: pathOf(rule.subject, id),
      found: row.found,
      expected: row.expected,
      // A record outside the reader's scope has no title: it is not shown at all.
      other: other && double?.title ? { ...double, path: pathOf(other, double.id) } : null,
      acceptance:
        row.reason === null
          ? null
          : {
              reason: row.reason,
              user: row.accepted_by === null ? null : (users.get(Number(row.accepted_by))?.title ?? null),
              at: new Date(Number(row.accepted_at)).toISOString(),
            },
    };
  });
}
