import { type Ctx, can } from '#kernel/server/ctx.ts';
import { mayRead } from '#kernel/server/query.ts';
import { visibleRows } from '#kernel/server/read.ts';
import { referenceTitles, titlesOf } from '#kernel/server/references.ts';
import type { Served } from '#kernel/server/served.ts';
import { customer } from '#modules/party/contract/index.ts';
import type { NamedPaper } from '../../contract/index.ts';
import { type Paper, paperKey } from './trace-lots.ts';

/**
 * Papers as their readers know them: number, subtitle, and the customer. Which of a resource's fields is the customer, and
 * which says in words whom the goods are for, follows from its declaration, so that modules above can bring papers of
 * their own. A constant number of statements for each resource.
 */
export async function namePapers(ctx: Ctx, papers: readonly Paper[]): Promise<Map<string, NamedPaper>> {
  const named = new Map<string, NamedPaper>();
  const customers = new Map<string, number>();
  for (const resource of new Set(papers.map((paper) => paper.resource))) {
    if (!ctx.app.serves(resource)) continue;
    const served = ctx.app.served(resource);
    const ids = [...new Set(papers.filter((paper) => paper.resource === resource).map(({ id }) => id))];
    const parties = await partiesOf(ctx, served, ids);
    for (const [id, reference] of await referenceTitles(ctx, served, ids)) {
      const { whose = null, name = null } = parties.get(id) ?? {};
      const key = paperKey({ resource, id });
      named.set(key, { ...reference, resource, id, ...(name !== null && { subtitle: name }), customer: null });
      if (whose !== null) customers.set(key, whose);
    }
  }
  const customerOf = await titlesOf(ctx, customer.name, customers.values());
  for (const [key, id] of customers) {
    const paper = named.get(key);
    if (paper) paper.customer = customerOf(id);
  }
  return named;
}

interface Party {
  /** Id of the customer. */
  whose: number | null;
  /** In words, as the paper says it: somebody who is no customer has nothing else. */
  name: string | null;
}

async function partiesOf(ctx: Ctx, served: Served, ids: readonly number[]): Promise<Map<number, Party>> {
  const mayBe = served.fields.filter((field) => ctx.trusted || mayRead(ctx, field));
  const whose = mayBe.find(({ spec }) => spec.kind === 'ref' && spec.target === customer.name);
  const name = mayBe.find(({ spec }) => spec.kind === 'text' && spec.read === `${customer.name}:read`);
  const isHidden = !ctx.trusted && !can(ctx, `${served.resource.name}:read`);
  if ((!whose && !name) || isHidden) return new Map();
  const rows = await visibleRows(ctx, served, ids);
  return new Map(
    rows.map((row) => {
      const [id, text] = [row[whose?.name ?? ''], row[name?.name ?? '']];
      return [row.id, { whose: typeof id === 'number' ? id : null, name: typeof text === 'string' ? text : null }];
    }),
  );
}
