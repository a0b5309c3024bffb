import { Agent, request } from 'node:http';

/** The load: a process of its own that keeps `clients` requests under way for `seconds` and prints how many succeeded. */
const [url = '', token = '', clients = '16', seconds = '5', customer = '1', products = '[]'] = process.argv.slice(2);
const ids = JSON.parse(products) as number[];
const agent = new Agent({ keepAlive: true, maxSockets: Number(clients) });
const end = performance.now() + Number(seconds) * 1000;
let done = 0;
let failed = 0;
let n = 0;

function post(body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          prefer: 'return=minimal',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': `bench-${process.pid}-${n++}`,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function client(offset: number): Promise<void> {
  while (performance.now() < end) {
    const lines = Array.from({ length: 5 }, (_, index) => ({
      product: ids[(offset * 5 + index + n) % ids.length],
      quantity: String(1 + (index % 3)),
    }));
    const status = await post(JSON.stringify({ customer: Number(customer), lines }));
    if (status === 201) done++;
    else failed++;
  }
}

const start = performance.now();
await Promise.all(Array.from({ length: Number(clients) }, (_, index) => client(index)));
agent.destroy();
console.log(JSON.stringify({ done, failed, seconds: (performance.now() - start) / 1000 }));
