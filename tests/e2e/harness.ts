import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { ensureChromium } from '../../scripts/services/chromium.ts';
import { type RunningKontor, startKontor } from './start-kontor.ts';

/** Pictures of what a failed test last saw. */
const pictures = join(tmpdir(), 'kontor-e2e-pictures');

export interface Look {
  /** Language of the address and of the browser; default `de`. */
  language?: 'de' | 'en';
  dark?: boolean;
  /** CSS pixels; default 1440 × 900. */
  width?: number;
  height?: number;
}

export interface ApiAnswer<T> {
  status: number;
  body: T;
  headers: Record<string, string>;
}

/** The interface as one signed-in user reaches it. */
export interface Api {
  /** `call('POST', 'sales/orders', { customer: 1 })`; the path stands below `/api/v1/`. */
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer<T>>;
  /** As `call('GET', …)`, of which it must be an answer below 400. */
  get<T = Record<string, unknown>>(path: string): Promise<T>;
}

export interface Harness {
  readonly url: string;
  readonly legacyUrl: string;
  readonly password: string;
  /** A page of a browser of its own in which `user` has signed in; `path` as in `sales/orders?q=x`, without the language. */
  open(user: string | null, path?: string, look?: Look): Promise<Page>;
  /** Goes to a path below the page's language and waits until the page stands there. */
  visit(page: Page, path: string): Promise<void>;
  /** The interface for a user, without a browser. */
  api(user: string): Promise<Api>;
  /** A console error that this test provokes, e.g. `/409/`; without it each one fails the test. */
  expectConsole(pattern: RegExp): void;
}

/** Requests under way, by page. */
const underWay = new WeakMap<Page, Set<Request>>();
const settleLimit = 10_000;
const settlePause = 40;

/** Nothing is under way, no placeholder stands in the place of data, and what came has been drawn. */
export async function settled(page: Page): Promise<void> {
  const isDrawn = () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          // Every page has a heading; before it there is nothing but code on its way.
          const look = () =>
            resolve(
              document.querySelector('h1, h2') !== null &&
                !document.querySelector('[aria-busy="true"], [data-stale], [data-loading="true"]'),
            );
          requestAnimationFrame(() => requestAnimationFrame(look));
        }),
    );
  const deadline = Date.now() + settleLimit;
  for (let calm = 0; calm < 2; ) {
    await page.waitForTimeout(settlePause);
    const isCalm = (underWay.get(page)?.size ?? 0) === 0 && (await isDrawn());
    calm = isCalm ? calm + 1 : 0;
    if (Date.now() > deadline) throw new Error(`${page.url()} does not come to rest`);
  }
}

/** Counts a page's requests while they are under way. */
function watchRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on('request', (request) => requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** Notes what no page may do: errors in the console, uncaught exceptions, answers of 5xx. */
class Complaints {
  #found: string[] = [];
  #expected: RegExp[] = [];

  listen(context: BrowserContext): void {
    context.on('page', watchRequests);
    context.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      this.#found.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.#found.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on('response', (answer) => {
      if (answer.status() >= 500) this.#found.push(`${answer.status()}: ${answer.url()}`);
    });
  }

  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What was not expected since the last time. */
  take(): string[] {
    const unexpected = this.#found.filter((line) => !this.#expected.some((pattern) => pattern.test(line)));
    this.#found = [];
    this.#expected = [];
    return unexpected;
  }
}

const launch = async () =>
  chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });

const apiOf = (request: APIRequestContext): Api => {
  const call: Api['call'] = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await request.fetch(`/api/v1/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { data: body }),
    });
    const isJson = answer.headers()['content-type']?.includes('json');
    return { status: answer.status(), body: (isJson ? await answer.json() : null) as T, headers: answer.headers() };
  };
  return {
    call,
    get: async <T>(path: string) => {
      const { status, body } = await call<T>('GET', path);
      if (status >= 400) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
  };
};

/**
 * Kontor with the sample company and a browser for the tests of one file; started once before them. A test fails when
 * a page wrote an error to the console, threw, or got an answer of 5xx that the test did not announce.
 */
export function startedKontor(): Harness {
  let kontor: RunningKontor | undefined;
  let browser: Browser | undefined;
  const complaints = new Complaints();
  const contexts = new Set<BrowserContext>();

  const running = (): RunningKontor => {
    if (!kontor) throw new Error('Kontor runs only while tests run');
    return kontor;
  };
  const open = async ({ language = 'de', dark = false, width = 1440, height = 900 }: Look): Promise<BrowserContext> => {
    if (!browser) throw new Error('the browser runs only while tests run');
    const context = await browser.newContext({
      baseURL: running().url,
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(10_000);
    contexts.add(context);
    complaints.listen(context);
    return context;
  };
  const signIn = async (context: BrowserContext, user: string): Promise<void> => {
    const data = { username: user, password: running().password };
    const answer = await context.request.post('/api/v1/identity/sign-in', { data });
    if (!answer.ok()) throw new Error(`${user} cannot sign in: ${answer.status()} ${await answer.text()}`);
  };

  beforeAll(async () => {
    [kontor, browser] = await Promise.all([startKontor(), launch()]);
  });
  afterEach(async (test) => {
    if (test.task.result?.state === 'fail') await takePictures(test.task.name, contexts);
    await Promise.all([...contexts].map((context) => context.close()));
    contexts.clear();
    expect(complaints.take()).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await kontor?.stop();
  });

  return {
    get url() {
      return running().url;
    },
    get legacyUrl() {
      return running().legacyUrl;
    },
    get password() {
      return running().password;
    },
    async open(user, path = '', look = {}) {
      const context = await open(look);
      if (user) await signIn(context, user);
      const page = await context.newPage();
      await page.goto(`/${look.language ?? 'de'}/${path}`);
      await settled(page);
      return page;
    },
    async visit(page, path) {
      const language = new URL(page.url()).pathname.split('/')[1];
      await page.goto(`/${language}/${path}`);
      await settled(page);
    },
    async api(user) {
      const context = await open({});
      await signIn(context, user);
      return apiOf(context.request);
    },
    expectConsole: (pattern) => complaints.expect(pattern),
  };
}

async function takePictures(test: string, contexts: Iterable<BrowserContext>): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const [index, page] of [...contexts].flatMap((context) => context.pages()).entries()) {
    const path = join(pictures, `${test.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}-${index + 1}.png`);
    await page.screenshot({ path }).then(
      () => console.error(`what ${page.url()} showed: ${path}`),
      () => undefined,
    );
  }
}
