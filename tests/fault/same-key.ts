import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { type Answer, atOnce, type TradingHouse } from './trading-house.ts';

const running = 'kernel.idempotencyKeyRunning';
const patience = 10_000;

/** Asks until the first request with the same key has been answered. */
async function untilAnswered(ask: () => Promise<Answer>): Promise<Answer> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer.body.code !== running || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * The same request with the same Idempotency-Key, from many clients at once, over every face of the house in turn (as
 * if several processes served it). Gives what is wrong: one effect, and the same answer for all.
 */
export async function sameKey(house: TradingHouse, faces: FastifyInstance[], clients: number): Promise<string[]> {
  const product = await house.product(100);
  const ask = (key: string, url: string, body: object) => async (index: number) => {
    const request = async () => {
      const answer = await faces[index % faces.length]?.inject({
        method: 'POST',
        url: `/api/v1${url}`,
        headers: { authorization: 'Bearer 1:*', 'idempotency-key': key },
        payload: body,
      });
      return { status: answer?.statusCode ?? 0, body: (answer?.json() ?? {}) as Answer['body'] };
    };
    return untilAnswered(request);
  };
  const wrong: string[] = [];
  const expectOne = (what: string, answers: readonly Answer[]) => {
    const others = answers.filter((answer) => !isDeepStrictEqual(answer, answers[0]));
    if ((answers[0]?.status ?? 500) >= 300 || others.length > 0)
      wrong.push(
        `${what}: ${JSON.stringify(answers[0]).slice(0, 200)} but ${JSON.stringify(others[0] ?? null).slice(0, 200)}`,
      );
  };
  const draft = { customer: house.dealer, customerReference: 'once', lines: [{ product, quantity: '1' }] };
  const created = await atOnce(clients, ask('create', '/sales/orders', draft));
  expectOne('create', created);
  const orders = await house.query(`SELECT id FROM sales_order WHERE customer_reference = 'once'`);
  if (orders.length !== 1) wrong.push(`${orders.length} orders instead of one`);
  const { id } = orders[0] ?? {};
  expectOne('confirm', await atOnce(clients, ask('confirm', `/sales/orders/${String(id)}/confirm`, {})));
  const reserved = await house.query(`SELECT id FROM stock_reservation WHERE source_id = ${String(id)}`);
  if (reserved.length !== 1) wrong.push(`${reserved.length} reservations instead of one`);
  const other = await ask('create', '/sales/orders', { ...draft, customerReference: 'other' })(0);
  if (other.body.code !== 'kernel.idempotencyKeyReused') wrong.push(`another body: ${JSON.stringify(other)}`);
  return wrong;
}
