import type { Language } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';

/** Words and numbers of a paper in its language. */
export interface PaperTexts {
  say: (id: string, values?: Record<string, string | number>) => string;
  /** Decimal as on the wire. */
  quantity: (decimal: string) => string;
  date: (iso: string) => string;
  house: string;
  /** With `{page}` and `{pages}`, which the template fills in. */
  page: string;
}

export async function paperTexts(ctx: Ctx, language: Language): Promise<PaperTexts> {
  const say: PaperTexts['say'] = (id, values) => ctx.app.texts.say(language, id, values);
  const house = await ctx.db.selectFrom('org_company').select('name').executeTakeFirst();
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return {
    say,
    quantity: (decimal) => numbers.format(Number(decimal)),
    date: (iso) => days.format(new Date(iso)),
    // No company stands in the way of picking.
    house: String(house?.name ?? ''),
    page: say('picking.paper.page', { page: '{page}', pages: '{pages}' }),
  };
}
