import { type Ctx, tables, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { referenceTitles } from '#kernel/server/references.ts';
import { create, deleteRows } from '#kernel/server/write.ts';
import { acceptance, type RuleCode } from '../contract/index.ts';
import { foundAmong } from './find/found-among.ts';
import { visibleRule } from './find/visible-rules.ts';

interface AcceptanceTables {
  quality_acceptance: { id: number; rule: RuleCode; record_id: number };
}

const known = (ctx: Ctx, rule: RuleCode, ids: readonly number[]) =>
  tables<AcceptanceTables>(ctx)
    .selectFrom('quality_acceptance')
    .select(['id', 'record_id'])
    .where('rule', '=', rule)
    .where('record_id', 'in', [...ids])
    .execute();

/** Says that findings are meant to be so. What the rule does not find (any more), and what is accepted already, is passed over. */
export async function acceptFindings(ctx: Ctx, asked: { rule: string; ids: number[]; reason: string }) {
  const { code, subject } = visibleRule(ctx, asked.rule);
  return withTransaction(ctx, async (tx) => {
    const accepted = new Set((await known(tx, code, asked.ids)).map((row) => Number(row.record_id)));
    const ids = (await foundAmong(tx, visibleRule(tx, asked.rule), asked.ids)).filter((id) => !accepted.has(id));
    const titles = await referenceTitles(tx, tx.app.served(subject), ids);
    const drafts = ids.map((id) => ({
      rule: code,
      recordId: id,
      record: titles.get(id)?.title ?? String(id),
      reason: asked.reason,
      user: tx.actor.id,
    }));
    if (drafts.length > 0) await create(trusted(tx), acceptance, drafts);
    return { done: drafts.length };
  });
}

/** Takes acceptances back: the findings wait again. */
export async function reopenFindings(ctx: Ctx, asked: { rule: string; ids: number[] }) {
  const { code } = visibleRule(ctx, asked.rule);
  return withTransaction(ctx, async (tx) => {
    const rows = await known(tx, code, asked.ids);
    if (rows.length > 0) {
      const served = tx.app.served(acceptance.name);
      await deleteRows(
        trusted(tx),
        served,
        rows.map(({ id }) => ({ id: Number(id) })),
      );
    }
    return { done: rows.length };
  });
}
