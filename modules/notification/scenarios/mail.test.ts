import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trusted } from '#kernel/server/ctx.ts';
import { update } from '#kernel/server/write.ts';
import { user } from '#modules/identity/contract/index.ts';
import { configureMail, tell } from '../server/index.ts';
import { type Office, openOffice } from './office.ts';

const minute = 60_000;
let now = Date.parse('2026-11-23T09:00:00Z');
let office: Office;
let server: SMTPServer | null = null;
/** Mails as they came over the wire. */
let received: string[] = [];
/** What the server says to a recipient, when it is not pleased. */
let refusal: { code: number; text: string } | null = null;
/** The same to whoever sends. */
let senderRefusal: { code: number; text: string } | null = null;

async function openServer(port = 0): Promise<number> {
  const opened = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'kontor' && password === 'a:b/c' ? done(null, { user: 'kontor' }) : done(new Error('no')),
    onMailFrom: (_address, _session, done) =>
      senderRefusal ? done(Object.assign(new Error(senderRefusal.text), { responseCode: senderRefusal.code })) : done(),
    onRcptTo: (_address, _session, done) =>
      refusal ? done(Object.assign(new Error(refusal.text), { responseCode: refusal.code })) : done(),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        received.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
  return (opened.server.address() as AddressInfo).port;
}
const closeServer = () => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));

beforeEach(async () => {
  office = await openOffice(() => now);
  received = [];
  refusal = null;
  senderRefusal = null;
});
afterEach(async () => {
  await office.t.close();
  await closeServer();
  server = null;
});

const configure = (port: number) =>
  configureMail(office.t.app, {
    url: `smtp://kontor:${encodeURIComponent('a:b/c')}@127.0.0.1:${port}`,
    from: 'Kontor <kontor@example.com>',
    webUrl: 'https://kontor.example.com/',
  });
const fire = (params = {}) => tell(office.t.ctx, [{ kind: 'stove.fire', params }]);
const states = async () =>
  (await office.t.ctx.db.selectFrom('notification_mail').select(['state', 'address']).execute()).map(
    ({ state, address }) => `${address} ${state}`,
  );

describe('mail', () => {
  it('PRD-WSR-23 goes to who wants it so, in his language, with the way there and the way out', async () => {
    configure(await openServer());
    const { anna } = office.users;
    await tell(office.t.ctx, [
      {
        kind: 'stove.fire',
        params: { place: 'Kessel\r\nBcc: x@example.com' },
        record: { resource: 'identity.user', id: anna },
      },
      { kind: 'stove.lid', params: {} },
    ]);
    await office.t.app.outbox.drain();
    expect(await states()).toEqual(['anna@example.com sent']);
    const [mail = ''] = received;
    expect(received).toHaveLength(1);
    expect(mail).toMatch(/^From: Kontor <kontor@example.com>\r\nTo: anna@example.com\r\n/m);
    expect(mail).toContain('Subject: de notice.stove.fire Kessel Bcc: x@example.com\r\n');
    expect(mail.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m);
    expect(mail).toContain(`https://kontor.example.com/de/identity/users/${anna}`);
    expect(mail).toContain('https://kontor.example.com/de/notification/preferences');
    await office.t.app.outbox.drain();
    expect(received).toHaveLength(1);
  });

  it('waits for a mail server that is away, and is tried again', async () => {
    const port = await openServer();
    await closeServer();
    configure(port);
    await fire();
    await fire();
    await office.t.app.outbox.drain();
    expect(await states()).toEqual(['anna@example.com waiting', 'anna@example.com waiting']);
    expect((await office.inbox(office.users.anna)).unread).toBe(2);
    await openServer(port);
    now += minute;
    await office.t.app.outbox.drain();
    expect(received).toHaveLength(2);
    expect(await states()).toEqual(['anna@example.com sent', 'anna@example.com sent']);
  });

  it('is given up where the address does not exist, but not for a server that is only busy', async () => {
    configure(await openServer());
    refusal = { code: 450, text: 'mailbox busy' };
    await fire();
    await office.t.app.outbox.drain();
    expect(await states()).toEqual(['anna@example.com waiting']);
    refusal = { code: 550, text: 'no such mailbox' };
    now += minute;
    await office.t.app.outbox.drain();
    expect(await states()).toEqual(['anna@example.com refused']);
    expect(received).toEqual([]);
  });

  it('waits while the house itself is not let in, or its own sender is not wanted: that is no word about the recipient', async () => {
    const port = await openServer();
    const mails = (password: string) =>
      configureMail(office.t.app, {
        url: `smtp://kontor:${password}@127.0.0.1:${port}`,
        from: 'Kontor <kontor@example.com>',
        webUrl: null,
      });
    mails('mistyped');
    await fire();
    await office.t.app.outbox.drain();
    expect(await states()).toEqual(['anna@example.com waiting']);
    mails(encodeURIComponent('a:b/c'));
    senderRefusal = { code: 550, text: 'relaying denied' };
    now += minute;
    await office.t.app.outbox.drain();
    expect(await states()).toEqual(['anna@example.com waiting']);
    senderRefusal = null;
    now += minute;
    await office.t.app.outbox.drain();
    expect(await states()).toEqual(['anna@example.com sent']);
  });

  it('goes to nobody who has left in the meantime, or may no longer know', async () => {
    const port = await openServer();
    await closeServer();
    configure(port);
    await fire();
    await office.t.app.outbox.drain();
    const { anna } = office.users;
    await update(trusted(office.t.ctx), user, [{ id: anna, patch: { roles: [] } }]);
    await openServer(port);
    now += minute;
    await office.t.app.outbox.drain();
    expect(received).toEqual([]);
    expect(await states()).toEqual(['anna@example.com refused']);
  });

  it('is not even written where this house sends none', async () => {
    await fire();
    expect(await states()).toEqual([]);
    expect((await office.inbox(office.users.anna)).unread).toBe(1);
    expect(() => configureMail(office.t.app, { url: 'http://x', from: 'a@b', webUrl: null })).toThrow('smtp://');
    expect(() => configureMail(office.t.app, { url: 'smtp://x', from: null, webUrl: null })).toThrow(
      'KONTOR_MAIL_FROM',
    );
  });
});
