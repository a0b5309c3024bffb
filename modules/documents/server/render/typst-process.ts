/**
 * The child process in which Typst runs: its calls are synchronous and would hold up every request of the server.
 * Takes one RenderCommand after the other from the parent and answers each with a RenderReply.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { RenderCommand, RenderReply } from './render-messages.ts';

const KEPT_COMPILERS = 8;
const letter = readFileSync(new URL('./letter.typ', import.meta.url), 'utf8');
const [server, ...fontPaths] = process.argv.slice(2);
const compilers = new Map<string, NodeCompiler>();

/** A compiler reads its workspace only, so there is one per template folder. */
function compilerFor(workspace: string): NodeCompiler {
  const known = compilers.get(workspace);
  if (known) return known;
  if (compilers.size >= KEPT_COMPILERS) compilers.clear();
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] });
  // The workspace is closed, so what templates share is laid into it.
  compiler.addSource(join(workspace, 'kontor/letter.typ'), letter);
  compilers.set(workspace, compiler);
  return compiler;
}

interface Diagnostic {
  message: string;
  path?: string;
  range?: { start: { line: number; character: number } } | null;
}

function isDiagnostic(value: unknown): value is Diagnostic {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

function describe(compiler: NodeCompiler, error: NodeError): string[] {
  const diagnostics: unknown[] = compiler.fetchDiagnostics(error);
  return diagnostics.filter(isDiagnostic).map(({ message, path, range }) => {
    const position = range ? `:${range.start.line + 1}:${range.start.character + 1}` : '';
    return path ? `${basename(path)}${position} ${message}` : message;
  });
}

/** The PDF writer throws its diagnostics as Rust debug text; only the messages in it are worth reading. */
function describeThrown(error: unknown): string[] {
  const text = error instanceof Error ? error.message : String(error);
  const messages = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) =>
    (match[1] ?? '').replaceAll(/\\(.)/g, '$1'),
  );
  return messages.length > 0 ? messages : [text];
}

function renderDocument({ template, inputs, standard, createdAt }: RenderCommand): RenderReply {
  try {
    const compiler = compilerFor(dirname(template));
    const compiled = compiler.compile({ mainFilePath: template, inputs });
    // A warning is a fault as well: an unknown font or a layout that did not settle prints, but prints wrong.
    const fault = compiled.takeError() ?? compiled.takeWarnings();
    if (fault) return { errors: describe(compiler, fault) };
    const document = compiled.result;
    if (!document) return { errors: ['the compiler gave no document'] };
    return { pdf: compiler.pdf(document, { pdfStandard: standard, creationTimestamp: createdAt }) };
  } catch (error) {
    return { errors: describeThrown(error) };
  }
}

/**
 * Ends this process when the server is gone, even amid a compilation, which a `disconnect` event could not interrupt. The
 * server says who it is: it may be gone before anybody here could ask.
 */
function dieWithServer(): void {
  const watch = `const look = () => { if (process.ppid !== ${Number(server)}) process.kill(process.pid, 'SIGKILL'); };
    look();
    setInterval(look, 500);`;
  const resourceLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };
  new Worker(watch, { eval: true, env: SHARE_ENV, resourceLimits }).unref();
  process.on('disconnect', () => process.exit());
}

dieWithServer();
process.on('message', (command: RenderCommand) => {
  process.send?.(renderDocument(command));
  // Without both the eviction and the way back to the event loop between documents, memory grows with each of them.
  // The cache is global: any compiler clears it.
  compilers.values().next().value?.evictCache(0);
});
