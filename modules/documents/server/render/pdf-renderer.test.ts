import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createPdfRenderer, type PdfRenderer, type PdfRendererOptions, type RenderRequest } from './pdf-renderer.ts';

const createdAt = Date.UTC(2026, 11, 24, 9, 30);
const opened: PdfRenderer[] = [];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kontor-render-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((renderer) => renderer.close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

function open(options?: PdfRendererOptions): PdfRenderer {
  const renderer = createPdfRenderer(options);
  opened.push(renderer);
  return renderer;
}

/** A request for a template with this source. */
function request(source: string, extra: Partial<RenderRequest> = {}): RenderRequest {
  const template = join(folder, `${Math.random().toString(36).slice(2)}.typ`);
  writeFileSync(template, source);
  return { template, data: { name: 'Größe' }, createdAt, ...extra };
}

const GOOD = '#set text(font: "Inter")\n#json(bytes(sys.inputs.data)).name';
const ENDLESS = '#for i in range(100000) { for j in range(100000) { let x = i + j } }';
const SLOW = '#set text(font: "Inter")\n#for i in range(3000) { for j in range(1000) { let x = i + j } }\ndone';

/** What the kernel says; nothing where the process or thread has ended meanwhile. */
function told(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The processes that a process has started, by their ids. */
function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  const lists = readdirSync(tasks).map((task) => told(`${tasks}/${task}/children`));
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number)).filter(isRenderProcess);
}

const isRenderProcess = (pid: number): boolean => told(`/proc/${pid}/cmdline`).includes('typst-process.ts');

/** Long enough for a machine that does much else. */
const patience = { timeout: 30_000 };

test('renders a template with data to a PDF that bears the given date', async () => {
  const pdf = await open().render(request(GOOD));
  const text = Buffer.from(pdf).toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text).toContain('/CreationDate (D:20261224093000Z)');
  expect(text).toContain('+Inter-Regular');
});

test('PRD-DOC-01 gives the same bytes for the same request, in another process too', async () => {
  const same = request(GOOD, { standard: 'a-3b' });
  const [first, second] = await Promise.all([open().render(same), open({ processes: 2 }).render(same)]);
  expect(Buffer.compare(first, second)).toBe(0);
  const other = await open().render({ ...same, data: { name: 'Güte' } });
  expect(Buffer.compare(first, other)).not.toBe(0);
});

test('takes up a template that was changed', async () => {
  const renderer = open();
  const changing = request(GOOD);
  const before = await renderer.render(changing);
  writeFileSync(changing.template, `${GOOD} und mehr`);
  expect(Buffer.compare(before, await renderer.render(changing))).not.toBe(0);
});

test('a broken template is refused with its place, and the next document is made', async () => {
  const renderer = open();
  const broken = request('#let x = 1\n#x.nonsense()');
  await expect(renderer.render(broken)).rejects.toMatchObject({
    code: 'documents.renderFailed',
    details: [expect.stringMatching(/\.typ:2:\d+ .*nonsense/)],
  });
  await expect(renderer.render(request(GOOD))).resolves.toBeInstanceOf(Uint8Array);
});

test.each([
  ['an unknown font', '#set text(font: "No Such Font")\nx', 'unknown font'],
  ['a font of the machine', '#set text(font: "DejaVu Sans")\nx', 'unknown font'],
  ['a file outside its folder', '#read("../secret.txt")', 'access denied'],
  ['a package from the network', '#import "@preview/tablex:0.0.8": *', 'failed to download'],
])('refuses a template that uses %s', async (_, source, message) => {
  await expect(open().render(request(source))).rejects.toMatchObject({
    code: 'documents.renderFailed',
    details: [expect.stringContaining(message)],
  });
});

test('refuses in the archive format a character that no font has', async () => {
  const unknown = request(GOOD, { data: { name: '中' }, standard: 'a-3b' });
  await expect(open().render(unknown)).rejects.toMatchObject({
    code: 'documents.renderFailed',
    details: [expect.stringContaining('could not be displayed')],
  });
});

test('refuses a template that is missing or not named by an absolute path', async () => {
  const renderer = open();
  const missing = { template: join(folder, 'missing.typ'), data: {}, createdAt };
  await expect(renderer.render(missing)).rejects.toMatchObject({ code: 'documents.renderFailed' });
  await expect(renderer.render({ ...missing, template: 'missing.typ' })).rejects.toThrow('absolute');
});

test('a document over the time limit is given up, and the next one is made', async () => {
  const renderer = open({ timeLimitMs: 5000 });
  const stuck = renderer.render(request(ENDLESS));
  const next = renderer.render(request(GOOD));
  await expect(stuck).rejects.toMatchObject({ code: 'documents.renderTimeout' });
  await expect(next).resolves.toBeInstanceOf(Uint8Array);
});

test('a process that is killed costs a second try, not the document', async () => {
  const renderer = open();
  const slow = renderer.render(request(SLOW));
  const first = await vi.waitUntil(() => childrenOf(process.pid)[0], patience);
  process.kill(first, 'SIGKILL');
  await expect(slow).resolves.toBeInstanceOf(Uint8Array);
  expect(childrenOf(process.pid)).not.toContain(first);
});

test('works off more documents than processes', async () => {
  const renderer = open({ processes: 2 });
  const pages = await Promise.all(Array.from({ length: 12 }, () => renderer.render(request(GOOD))));
  expect(pages).toHaveLength(12);
  expect(childrenOf(process.pid).length).toBe(2);
});

test('an idle process ends, and starts again when needed', async () => {
  const renderer = open({ idleMs: 50 });
  await renderer.render(request(GOOD));
  await vi.waitUntil(() => childrenOf(process.pid).length === 0, patience);
  await expect(renderer.render(request(GOOD))).resolves.toBeInstanceOf(Uint8Array);
});

test('closing ends the processes and refuses what is waiting or comes later', async () => {
  const renderer = open();
  const running = renderer.render(request(SLOW));
  const waiting = renderer.render(request(GOOD));
  const refused = Promise.all([
    expect(running).rejects.toMatchObject({ code: 'documents.renderFailed' }),
    expect(waiting).rejects.toMatchObject({ code: 'documents.renderFailed' }),
  ]);
  await renderer.close();
  await refused;
  expect(childrenOf(process.pid)).toEqual([]);
  await expect(renderer.render(request(GOOD))).rejects.toMatchObject({ code: 'documents.renderFailed' });
});

test('embeds attachments byte for byte, in the archive format only', async () => {
  const xml = '<Invoice>Größe €</Invoice>';
  const attachments = [
    {
      name: 'factur-x.xml',
      content: xml,
      mimeType: 'text/xml',
      description: 'x',
      relationship: 'alternative' as const,
    },
  ];
  const source = `${GOOD}
#for a in json(bytes(sys.inputs.attachments)) {
  pdf.attach(a.name, bytes(a.content), relationship: a.relationship, mime-type: a.mimeType, description: a.description)
}`;
  const renderer = open();
  const pdf = Buffer.from(await renderer.render(request(source, { standard: 'a-3b', attachments }))).toString('latin1');
  expect(pdf).toContain('/AFRelationship /Alternative');
  expect(pdf).toContain('factur-x.xml');
  expect(pdf).toContain(`/Size ${Buffer.byteLength(xml)}`);
  await expect(renderer.render(request(source, { attachments }))).rejects.toThrow('a-3b');
});

/** Another Node process that renders; it prints "ready" when its document is made or, for an endless one, begun. */
function startServer(body: string) {
  const script = join(folder, `${Math.random().toString(36).slice(2)}.ts`);
  const url = JSON.stringify(fileURLToPath(new URL('./pdf-renderer.ts', import.meta.url)));
  writeFileSync(script, `const { createPdfRenderer } = await import(${url});\n${body}`);
  const server = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  const ready = new Promise<void>((resolve) => server.stdout.once('data', () => resolve()));
  return { pid: server.pid!, kill: () => server.kill('SIGKILL'), ready, ended };
}

test('an idle process neither keeps the server from ending nor outlives it', async () => {
  const good = JSON.stringify(request(GOOD));
  const server = startServer(`await createPdfRenderer().render(${good}); console.log('ready');`);
  await server.ready;
  expect(await server.ended).toBe(0);
});

test('a process dies with a server that is killed while it starts', async () => {
  const endless = JSON.stringify(request(ENDLESS));
  const server = startServer(`createPdfRenderer().render(${endless}); console.log('ready');`);
  await server.ready;
  const child = await vi.waitUntil(() => childrenOf(server.pid)[0], { ...patience, interval: 5 });
  server.kill();
  await server.ended;
  await vi.waitUntil(() => !isRenderProcess(child), patience);
});

test('a process amid a document dies with a server that is killed', async () => {
  const endless = JSON.stringify(request(ENDLESS));
  const server = startServer(`createPdfRenderer().render(${endless}); setTimeout(() => console.log('ready'), 1500);`);
  await server.ready;
  const [child] = childrenOf(server.pid);
  expect(isRenderProcess(child!)).toBe(true);
  server.kill();
  await server.ended;
  await vi.waitUntil(() => !isRenderProcess(child!), patience);
});
