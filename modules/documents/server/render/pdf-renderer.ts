import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { RenderError } from './render-error.ts';
import type { RenderCommand } from './render-messages.ts';
import { type RenderOutcome, type RenderProcess, startRenderProcess } from './render-process.ts';

export interface PdfAttachment {
  /** File name inside the PDF, e.g. `factur-x.xml`. */
  name: string;
  /** Text, embedded byte for byte as UTF-8. */
  content: string;
  mimeType: string;
  description: string;
  relationship: 'alternative' | 'data' | 'source' | 'supplement';
}

export interface RenderRequest {
  /** Absolute path of a `.typ` file. It can read the files of its own folder and nothing else. */
  template: string;
  /** JSON, read in the template by `json(bytes(sys.inputs.data))`. */
  data: unknown;
  /** Epoch milliseconds, stored as the creation date. The same request gives the same bytes, so it is never "now". */
  createdAt: number;
  /** Default `1.7`. `a-3b` is for the archive and refuses characters that no font has. */
  standard?: 'a-3b' | '1.7';
  /** Only with `a-3b`; the template embeds them (see the invoice's), in the order given. */
  attachments?: readonly PdfAttachment[];
}

export interface PdfRenderer {
  /** Rejects with a RenderError: `documents.renderFailed` or `documents.renderTimeout`. */
  render(request: RenderRequest): Promise<Uint8Array>;
  /** Ends all processes; what is still waiting is rejected with `documents.renderFailed`. */
  close(): Promise<void>;
}

export interface PdfRendererOptions {
  /** Child processes at most; they start when needed. Default 1. */
  processes?: number;
  /** Folders with TTF or OTF files for characters that Inter lacks (it has Latin, Greek and Cyrillic). */
  fontPaths?: readonly string[];
  /** Per document, including the start of a process. Default 30,000. */
  timeLimitMs?: number;
  /** A process with nothing to do ends after this time. Default 60,000. */
  idleMs?: number;
}

interface Job {
  command: RenderCommand;
  resolve: (pdf: Uint8Array) => void;
  reject: (error: RenderError) => void;
  crashes: number;
}

const INTER_FOLDERS = ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold'];

function interFolders(): string[] {
  const root = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'));
  return INTER_FOLDERS.map((folder) => join(root, folder));
}

function commandFor(request: RenderRequest): RenderCommand {
  const { template, data, createdAt, standard = '1.7', attachments = [] } = request;
  if (!isAbsolute(template)) throw new RenderError('documents.renderFailed', [`not an absolute path: ${template}`]);
  if (attachments.length > 0 && standard !== 'a-3b') {
    throw new RenderError('documents.renderFailed', ['attachments need the standard a-3b']);
  }
  const inputs = { data: JSON.stringify(data), attachments: JSON.stringify(attachments) };
  return { template, inputs, standard, createdAt: Math.floor(createdAt / 1000) };
}

/** Renders Typst templates to PDF in child processes that start on demand and end when idle. */
export function createPdfRenderer(options: PdfRendererOptions = {}): PdfRenderer {
  const { processes: limit = 1, timeLimitMs = 30_000, idleMs = 60_000 } = options;
  const fontPaths = [...interFolders(), ...(options.fontPaths ?? [])];
  const queue: Job[] = [];
  const busy = new Set<RenderProcess>();
  const idle = new Map<RenderProcess, NodeJS.Timeout>();
  let closed = false;

  function rest(process: RenderProcess): void {
    const timer = setTimeout(() => {
      idle.delete(process);
      void process.stop();
    }, idleMs);
    idle.set(process, timer.unref());
  }

  function takeProcess(): RenderProcess | undefined {
    for (const [process, timer] of idle) {
      clearTimeout(timer);
      idle.delete(process);
      if (process.isAlive()) return process;
    }
    return busy.size < limit ? startRenderProcess(fontPaths) : undefined;
  }

  function finish(job: Job, outcome: RenderOutcome): void {
    if ('pdf' in outcome) job.resolve(outcome.pdf);
    else if ('errors' in outcome) job.reject(new RenderError('documents.renderFailed', outcome.errors));
    else if ('timedOut' in outcome) {
      job.reject(new RenderError('documents.renderTimeout', [`not finished after ${timeLimitMs} ms`]));
    } else if (closed || job.crashes > 0) job.reject(new RenderError('documents.renderFailed', [outcome.crashed]));
    else {
      // Rendering changes nothing, so a process that was killed from outside (memory, an operator) costs a second try.
      job.crashes += 1;
      queue.unshift(job);
    }
  }

  async function work(process: RenderProcess, job: Job): Promise<void> {
    busy.add(process);
    const outcome = await process.run(job.command, timeLimitMs);
    busy.delete(process);
    if (process.isAlive() && !closed) rest(process);
    finish(job, outcome);
    dispatch();
  }

  function dispatch(): void {
    while (queue.length > 0) {
      const process = takeProcess();
      const job = process && queue.shift();
      if (!job) return;
      void work(process, job);
    }
  }

  return {
    render: async (request) => {
      if (closed) throw new RenderError('documents.renderFailed', ['the renderer is closed']);
      const command = commandFor(request);
      return await new Promise<Uint8Array>((resolve, reject) => {
        queue.push({ command, resolve, reject, crashes: 0 });
        dispatch();
      });
    },
    close: async () => {
      closed = true;
      for (const job of queue.splice(0)) {
        job.reject(new RenderError('documents.renderFailed', ['the renderer is closed']));
      }
      for (const timer of idle.values()) clearTimeout(timer);
      const all = [...idle.keys(), ...busy];
      idle.clear();
      await Promise.all(all.map((process) => process.stop()));
    },
  };
}
