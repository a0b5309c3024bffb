import { type Ctx, can } from '#kernel/server/ctx.ts';
import { mayRead } from '#kernel/server/query.ts';
import { visibleRows } from '#kernel/server/read.ts';
import { referenceTitles, titlesOf } from '#kernel/server/references.ts';
import type { Served } from '#kernel/server/served.ts';
import { customer } from '#modules/party/contract/index.ts';
import type { NamedPaper } from '../../contract/index.ts';
import { type Paper, paperKey } from './trace-lots.ts';

/**
 * Papers as their readers know them: number, subtitle, and the customer. Which of a resource's fields is the customer
 * follows from its declaration, so that modules above can bring papers of their own. A constant number of statements
 * for each resource.
 */
export async function namePapers(ctx: Ctx, papers: readonly Paper[]): Promise<Map<string, NamedPaper>> {
  const named = new Map<string, NamedPaper>();
  const customers = new Map<string, number>();
  for (const resource of new Set(papers.map((paper) => paper.resource))) {
    if (!ctx.app.serves(resource)) continue;
    const served = ctx.app.served(resource);
    const ids = [...new Set(papers.filter((paper) => paper.resource === resource).map(({ id }) => id))];
    const titles = await referenceTitles(ctx, served, ids);
    for (const [id, { title, subtitle }] of titles) {
      const paper = { resource, id };
      named.set(paperKey(paper), { ...paper, title, ...(subtitle !== undefined && { subtitle }), customer: null });
    }
    for (const [id, whose] of await customerIds(ctx, served, ids)) customers.set(paperKey({ resource, id }), whose);
  }
  const customerOf = await titlesOf(ctx, customer.name, customers.values());
  for (const [key, id] of customers) {
    const paper = named.get(key);
    if (paper) paper.customer = customerOf(id);
  }
  return named;
}

async function customerIds(ctx: Ctx, served: Served, ids: readonly number[]): Promise<Map<number, number>> {
  const field = served.fields.find(({ spec }) => spec.kind === 'ref' && spec.target === customer.name);
  if (!field || !mayRead(ctx, field) || !can(ctx, `${served.resource.name}:read`)) return new Map();
  const rows = await visibleRows(ctx, served, ids);
  return new Map(
    rows.flatMap((row) => (typeof row[field.name] === 'number' ? [[row.id, Number(row[field.name])]] : [])),
  );
}
