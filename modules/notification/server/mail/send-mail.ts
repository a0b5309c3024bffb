import type { Language } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import type { Cell } from '#kernel/server/db/engine.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { usersWith } from '#modules/identity/server/index.ts';
import { viewOf } from '../notice/inbox.ts';
import { kindsOf } from '../notice/kinds.ts';
import { mail } from './mail.ts';
import { mailServerOf } from './mail-settings.ts';

/** How long a server that did not answer is left alone, in ms. */
const pause = 30_000;
/** A notice of the day before yesterday helps nobody: by then sending is given up. */
const longest = 2 * 86_400_000;

interface Refusal {
  /** What the server replied (SMTP code); absent: it did not. */
  responseCode?: number;
  /** Step at which it went wrong, as the transport names it. */
  command?: string;
}
const aboutTheMail: readonly (string | undefined)[] = ['RCPT TO', 'DATA'];

/**
 * 5xx is final where it is said of the recipient or of the letter: the address does not exist, the mail is not wanted. Said
 * while signing in or of the sender it is a matter of this house's settings, which somebody will put right.
 */
const isFinal = ({ responseCode = 0, command }: Refusal): boolean =>
  responseCode >= 500 && aboutTheMail.includes(command);
/** No mail would go better now. */
const concernsAll = ({ responseCode, command }: Refusal): boolean => !responseCode || !aboutTheMail.includes(command);

/**
 * Sends what waits; the outbox calls it, again and again until it does not throw. Repeated after it was sent it does
 * nothing, and should the program die between sending and noting it, both mails bear the same Message-ID.
 */
export async function sendMail(ctx: Ctx, { id }: DomainEvent): Promise<void> {
  const { app } = ctx;
  // Old ones are forgotten.
  const [waiting] = await rowsOf(ctx, mail, [id]);
  if (waiting?.state !== 'waiting') return;
  const server = mailServerOf(app);
  const found = await noticeOf(ctx, waiting.notice);
  if (!server || !found || app.clock() - waiting.createdAt > longest) return note(ctx, id, 'refused', 'given up');
  if (!(await isStillTold(ctx, found))) return note(ctx, id, 'refused', 'no longer told');
  if (app.clock() < server.silentUntil) throw new Error('the mail server did not answer a moment ago');
  try {
    await server.transport.sendMail({
      from: server.from,
      to: waiting.address,
      messageId: `<notice-${waiting.notice}@${new URL(server.webUrl ?? 'http://kontor.invalid').hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...letter(app, found, server.webUrl),
    });
    server.silentUntil = 0;
  } catch (error) {
    const refusal = error as Refusal;
    if (isFinal(refusal)) return note(ctx, id, 'refused', String(error));
    if (concernsAll(refusal)) server.silentUntil = app.clock() + pause;
    throw error;
  }
  await note(ctx, id, 'sent', null);
}

const note = async (ctx: Ctx, id: number, state: 'sent' | 'refused', answer: string | null): Promise<void> => {
  const patch = { state, answer: answer?.slice(0, 400) ?? null };
  await withTransaction(ctx, (tx) => update(tx, mail, [{ id, patch }]));
};

const noticeOf = (ctx: Ctx, id: number) =>
  ctx.db
    .selectFrom('notification_notice as n')
    .innerJoin('identity_user as u', 'u.id', 'n.user')
    .selectAll('n')
    .select('u.language')
    .where('n.id', '=', id)
    .executeTakeFirst();

/** Whoever has left since, or may no longer know of such things, gets no letter about them. */
async function isStillTold(ctx: Ctx, { user, kind }: Record<string, Cell>): Promise<boolean> {
  const permission = kindsOf(ctx.app).find((one) => one.kind === kind)?.permission;
  return permission !== undefined && (await usersWith(ctx, permission)).some(({ id }) => id === Number(user));
}

/** Plain text: the sentence, where it leads, and where to switch it off. */
function letter(app: App, stored: Record<string, Cell>, webUrl: string | null): { subject: string; text: string } {
  const language = stored.language as Language;
  const { text: sentence, path } = viewOf(app, stored, language);
  const linkTo = (page: string) => `${webUrl}/${language}/${page}`;
  const lines = [sentence, ...(webUrl && path ? ['', linkTo(path)] : [])];
  lines.push('', '-- ', app.texts.say(language, 'notification.mail.why'));
  if (webUrl) lines.push(linkTo('notification/preferences'));
  return { subject: sentence.replaceAll(/\s+/g, ' ').slice(0, 200), text: lines.join('\n') };
}
