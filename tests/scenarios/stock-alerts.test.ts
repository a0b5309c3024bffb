import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textFolders } from '#apps/server/compose.ts';
import { modules } from '#apps/server/modules.ts';
import { addRealtime } from '#kernel/server/http/realtime.ts';
import { createHttp } from '#kernel/server/http/server.ts';
import { loadTexts } from '#kernel/server/texts.ts';
import { identityPort } from '#modules/identity/server/index.ts';
import { type Inbox, noticeResource } from '#modules/notification/contract/index.ts';
import { configureMail } from '#modules/notification/server/index.ts';
import { employ, type Person, signIn } from './people.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

interface Mail {
  to: string;
  text: string;
}

/** Text as it was before it was made fit for the wire (RFC 2045 §6.7). */
const decoded = (wire: string): string => {
  const bytes = wire
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
};

/** A mail server that keeps what it is given. */
async function openMailServer(): Promise<{ port: number; mails: Mail[]; close: () => Promise<void> }> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push({
          to: envelope.rcptTo.map(({ address }) => address).join(),
          text: decoded(Buffer.concat(parts).toString('latin1')),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

describe('when stock runs low', () => {
  let house: Warehouse;
  let face: Awaited<ReturnType<typeof createHttp>>;
  let server: Awaited<ReturnType<typeof openMailServer>>;
  let origin = '';
  const people: Record<string, Person> = {};
  const sockets: Socket[] = [];

  beforeAll(async () => {
    house = await openWarehouse(modules, { identity: identityPort, texts: loadTexts(textFolders()) });
    server = await openMailServer();
    const from = 'Kontor <kontor@example.com>';
    configureMail(house.t.app, { url: `smtp://127.0.0.1:${server.port}`, from, webUrl: 'https://kontor.example.com' });
    await employ(house.t, 'warehouse_manager', { email: 'wilma@example.com' });
    await employ(house.t, 'purchase_officer', { email: 'erik@example.com', language: 'en' });
    await employ(house.t, 'warehouse_clerk', { email: 'werner@example.com' });
    for (const name of ['warehouse-manager', 'purchase-officer', 'warehouse-clerk'])
      people[name] = await signIn(house.t, name);
    face = await createHttp(house.t.app, { dataDir: '' });
    addRealtime(face, house.t.app);
    origin = await face.listen({ port: 0, host: '127.0.0.1' });
    await house.t.app.start();
  }, 60_000);
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await face?.close();
    await house?.close();
    await server?.close();
  });

  /** An open page of somebody; how often its bell has rung. */
  const pageOf = async (name: string): Promise<() => number> => {
    const socket = io(origin, { transports: ['websocket'], extraHeaders: { cookie: people[name]?.cookie ?? '' } });
    sockets.push(socket);
    let rung = 0;
    socket.on('changed', ({ resource }: { resource: string }) => {
      if (resource === noticeResource) rung += 1;
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return () => rung;
  };
  const texts = async (name: string) => {
    const inbox = await people[name]?.get<Inbox>('/notification/inbox');
    return inbox?.items.map(({ text }) => text) ?? [];
  };

  it('PRD-WHS-10 PRD-WSR-08 PRD-WSR-23 those who care hear it at once on their pages, and by mail as they want it', async () => {
    const { 'warehouse-manager': lead, 'warehouse-clerk': clerk } = people;
    if (!lead || !clerk) throw new Error('nobody works here');
    const product = await house.product('LION');
    await house.stock(product, '30');
    await lead.post('/replenishment/rules', { product, minimum: '10' });
    // Once for each, with enough there; whoever begins below the minimum is told nothing.
    await expect
      .poll(() => house.ctx.db.selectFrom('replenishment_level').select('id').execute(), { timeout: 5_000 })
      .toHaveLength(1);
    await lead.post('/notification/preferences', { kind: 'replenishment.lowStock', channel: 'mail' });
    const [managers, officers, clerks] = [
      await pageOf('warehouse-manager'),
      await pageOf('purchase-officer'),
      await pageOf('warehouse-clerk'),
    ];
    const issue = async (quantity: string) => {
      const { id } = await clerk.post('/stock/issues', { kind: 'customer', lines: [{ product, quantity }] });
      await clerk.post(`/stock/issues/${id}/post`);
    };

    await issue('25');
    await expect.poll(() => [managers(), officers()], { timeout: 2_000 }).toEqual([1, 1]);
    expect(await texts('warehouse-manager')).toEqual([
      'Niedriger Bestand: LION LION, noch 5 Stk. verfügbar (Mindestbestand 10)',
    ]);
    expect(await texts('purchase-officer')).toEqual([expect.stringMatching(/^Low stock: LION LION, 5 /)]);
    await expect.poll(() => server.mails.map(({ to }) => to), { timeout: 5_000 }).toEqual(['wilma@example.com']);
    const [low] = await texts('warehouse-manager');
    expect(server.mails[0]?.text).toContain(`\r\n\r\n${low}\r\n`);
    expect(server.mails[0]?.text).toContain(`https://kontor.example.com/de/catalog/variants/${product}\r\n`);

    // Nothing left cannot wait: that goes by mail to everybody who has not said otherwise.
    await issue('5');
    await expect.poll(() => [managers(), officers()], { timeout: 2_000 }).toEqual([2, 2]);
    await expect
      .poll(() => server.mails.map(({ to }) => to).sort(), { timeout: 5_000 })
      .toEqual(['erik@example.com', 'wilma@example.com', 'wilma@example.com']);
    const toErik = server.mails.find(({ to }) => to === 'erik@example.com');
    expect(toErik?.text).toContain('\r\n\r\nOut of stock: LION');
    expect([clerks(), await texts('warehouse-clerk')]).toEqual([0, []]);
  }, 30_000);
});
