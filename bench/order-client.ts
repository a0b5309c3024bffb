import { connect } from 'node:net';

/**
 * The load: a process of its own that keeps `clients` requests under way for `seconds` and prints how many succeeded.
 * Bare sockets, because it shares the machine with the server it measures.
 */
const [url = '', token = '', clients = '16', seconds = '5', customer = '1', products = '[]'] = process.argv.slice(2);
const ids = JSON.parse(products) as number[];
const { hostname, port, pathname } = new URL(url);
const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\nprefer: return=minimal\r\n`;
const end = performance.now() + Number(seconds) * 1000;
let done = 0;
let failed = 0;
let n = 0;

function nextRequest(offset: number): string {
  const lines = Array.from({ length: 5 }, (_, index) => ({
    product: ids[(offset * 5 + index + n) % ids.length],
    quantity: String(1 + (index % 3)),
  }));
  const body = JSON.stringify({ customer: Number(customer), lines });
  return `${head}idempotency-key: bench-${process.pid}-${n++}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** Whether an answer has come whole: its head, and as much body as the head says. */
function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(answer)?.[1];
  return headEnd >= 0 && answer.length >= headEnd + 4 + Number(length ?? 0);
}

/** One after the other over one connection, as a till or a scanner does. */
function client(offset: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(nextRequest(offset)));
    socket.setNoDelay(true).setEncoding('latin1').on('error', reject).on('close', resolve);
    socket.on('data', (part) => {
      answer += part;
      if (!isWhole(answer)) return;
      if (answer.startsWith('HTTP/1.1 201 ')) done++;
      else failed++;
      answer = '';
      if (performance.now() < end) socket.write(nextRequest(offset));
      else socket.end();
    });
  });
}

const start = performance.now();
await Promise.all(Array.from({ length: Number(clients) }, (_, index) => client(index)));
console.log(JSON.stringify({ done, failed, seconds: (performance.now() - start) / 1000 }));
