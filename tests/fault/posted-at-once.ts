import { kernelErrors } from '#kernel/contract/index.ts';
import { atOnce, brokenInvariants, type TradingHouse, tally } from './trading-house.ts';

/**
 * Workers post invoices at once; every fourth posting fails once its number has been drawn. Gives what is wrong: the
 * numbers of those that were posted are dense, unique and in the order of posting, and the failed ones can be posted later.
 */
export async function postedAtOnce(
  house: TradingHouse,
  { workers, invoices }: { workers: number; invoices: number },
): Promise<string[]> {
  const product = await house.product(invoices);
  const drafts = (await atOnce(invoices, () => house.invoiceDraft(product))).map(({ id }) => id);
  const fails = (id: number) => drafts.indexOf(id) % 4 === 3;
  house.veto.before = ({ name, id }) => {
    if (name === 'invoicing.invoice.posted' && fails(id)) throw kernelErrors.unavailable();
  };
  const waiting = [...drafts];
  const results = await atOnce(workers, async () => {
    const answers = [];
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift())
      answers.push(await house.send(`/invoicing/invoices/${id}/post`));
    return answers;
  });
  delete house.veto.before;
  const failing = drafts.filter(fails);
  const counts = tally(results.flat());
  const wrong = [];
  const { 200: posted = 0, '503 kernel.unavailable': failed = 0 } = counts;
  if (posted !== invoices - failing.length || failed !== failing.length) wrong.push(JSON.stringify(counts));
  const numbered = () => house.query('SELECT id FROM invoicing_invoice WHERE number IS NOT NULL');
  const early = (await numbered()).filter(({ id }) => fails(Number(id)));
  if (early.length > 0) wrong.push(`${early.length} of those that failed have a number all the same`);
  wrong.push(...(await brokenInvariants(house)));
  await atOnce(failing.length, (index) => house.send(`/invoicing/invoices/${failing[index]}/post`));
  const inTheEnd = (await numbered()).length;
  if (inTheEnd !== invoices) wrong.push(`${inTheEnd} of ${invoices} posted in the end`);
  return [...wrong, ...(await brokenInvariants(house))];
}
