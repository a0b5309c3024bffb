import { createTransport, type Transporter } from 'nodemailer';
import type { App } from '#kernel/server/app.ts';

export interface MailSettings {
  /** `smtp://user:password@host:587` (STARTTLS where the server offers it) or `smtps://…`; null: this house sends no mail. */
  url: string | null;
  /** Sender, `Kontor <kontor@example.com>`. */
  from: string | null;
  /** Where people open Kontor, for the links in mails. */
  webUrl: string | null;
}

interface MailServer {
  transport: Transporter;
  from: string;
  webUrl: string | null;
  /** Until then nobody tries: the server did not answer. */
  silentUntil: number;
}

const servers = new WeakMap<App, MailServer>();

/** In ms. The outbox delivers one thing after the other: it must not hang on a mail server that says nothing. */
const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 20_000, dnsTimeout: 5_000 };

/**
 * Tells the module by which server mail goes; to be called once, when the application is composed.
 * @throws Error when the address makes no sense, or a sender is missing
 */
export function configureMail(app: App, { url, from, webUrl }: MailSettings): void {
  servers.get(app)?.transport.close();
  servers.delete(app);
  if (!url) return;
  const address = new URL(url);
  if (!/^smtps?:$/.test(address.protocol) || !address.hostname)
    throw new Error('the address of the mail server must begin with smtp:// or smtps://');
  if (!from) throw new Error('mail needs a sender (KONTOR_MAIL_FROM)');
  const isSecure = address.protocol === 'smtps:';
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    ...(address.username && {
      auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) },
    }),
    ...patience,
    // What a notice says is text; nothing in it may read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  servers.set(app, { transport, from, webUrl: webUrl?.replace(/\/+$/, '') ?? null, silentUntil: 0 });
}

export const sendsMail = (app: App): boolean => servers.has(app);
export const mailServerOf = (app: App): MailServer | undefined => servers.get(app);

export function closeMail(app: App): void {
  servers.get(app)?.transport.close();
  servers.delete(app);
}
