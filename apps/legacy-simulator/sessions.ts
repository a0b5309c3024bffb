import { randomBytes } from 'node:crypto';
import type { Faults } from './faults.ts';
import { RestError } from './rest-error.ts';

/** The server generation: which cookies it sets and how it wraps rows. */
export type ServerMode = 'v18' | 'v19' | 'v20';

interface Session {
  /** The values that the client may send back as `WASID4D`; a rotation replaces them. */
  cookies: string[];
  answers: number;
  lastUsed: number;
}

const scalableCookie = '4DSID_WSZ-DB';

/** The open sessions of the server; each takes a licence until it dies of age. There is no dependable logout. */
export class SessionBook {
  private readonly mode: ServerMode;
  private readonly faults: Faults;
  private readonly now: () => number;
  private sessions: Session[] = [];

  constructor(mode: ServerMode, faults: Faults, now: () => number) {
    this.mode = mode;
    this.faults = faults;
    this.now = now;
  }

  get open(): number {
    this.bury();
    return this.sessions.length;
  }

  /** Ends all sessions, as a restart of the server does. */
  endAll(): void {
    this.sessions = [];
  }

  /**
   * Takes the session of a request's `Cookie` header, or opens one when it has none.
   *
   * @returns the `Set-Cookie` headers of the answer
   * @throws RestError 401 (1822) without exactly one living `WASID4D`, 402 (1823) when all licences are taken
   */
  admit(cookieHeader: string | undefined, isLogin: boolean): string[] {
    this.bury();
    const values = readCookies(cookieHeader);
    if (values === undefined) {
      if (this.faults.loginRequired && !isLogin) throw loginFailed('no session');
      return this.writeCookies(this.openSession());
    }
    const [value, ...others] = values;
    if (value === undefined || others.length > 0) throw loginFailed('exactly one WASID4D cookie is needed');
    const session = this.sessions.find((candidate) => candidate.cookies.includes(value));
    if (!session) throw loginFailed('unknown session');
    this.use(session);
    return this.writeCookies(session);
  }

  private openSession(): Session {
    const { maxSessions } = this.faults;
    if (maxSessions > 0 && this.sessions.length >= maxSessions) {
      throw new RestError(402, [1823, 'Maximum number of sessions reached']);
    }
    const session = { cookies: this.drawCookies(), answers: 1, lastUsed: this.now() };
    this.sessions.push(session);
    return session;
  }

  private use(session: Session): void {
    session.answers++;
    session.lastUsed = this.now();
    const { rotateCookieEvery } = this.faults;
    if (rotateCookieEvery > 0 && session.answers % rotateCookieEvery === 0) session.cookies = this.drawCookies();
  }

  private bury(): void {
    const { sessionIdleMs, sessionRequests } = this.faults;
    this.sessions = this.sessions.filter(
      ({ answers, lastUsed }) =>
        this.now() - lastUsed < sessionIdleMs && (sessionRequests === 0 || answers < sessionRequests),
    );
  }

  private drawCookies(): string[] {
    return (this.mode === 'v19' ? [0, 1] : [0]).map(() => randomBytes(16).toString('hex').toUpperCase());
  }

  private writeCookies({ cookies: [first, second] }: Session): string[] {
    if (this.mode === 'v18') return [`WASID4D=${first}; Path=/; Max-Age=3600; HttpOnly`];
    if (this.mode === 'v20') return [`${scalableCookie}=${first}; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict`];
    return [
      `WASID4D=${first}; Path=/; Max-Age=3600; HttpOnly`,
      `${scalableCookie}=${second}; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict`,
    ];
  }
}

function loginFailed(reason: string): RestError {
  return new RestError(401, [1822, `REST login failed: ${reason}`]);
}

/**
 * The values of all `WASID4D` cookies; undefined when the request carries no session cookie of any name. A lone
 * `4DSID_…` is deliberately no session: its value counts only as `WASID4D`, as the existing client sends it.
 */
function readCookies(header: string | undefined): string[] | undefined {
  const cookies = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  if (!cookies.some(([name]) => name === 'WASID4D' || name === scalableCookie)) return undefined;
  return cookies.filter(([name]) => name === 'WASID4D').map(([, value = '']) => value);
}
