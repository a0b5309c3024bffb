import type { App } from '#kernel/server/app.ts';
import { defineServer } from '#kernel/server/module.ts';
import { documentsContract } from '../contract/index.ts';
import { createPdfRenderer, type PdfRenderer } from './render/pdf-renderer.ts';

export type { PdfRenderer } from './render/pdf-renderer.ts';
export { RenderError } from './render/render-error.ts';

let shared: PdfRenderer | undefined;

/** The renderer of this process; its child processes start with the first document and end when idle. */
export function pdfRenderer(): PdfRenderer {
  shared ??= createPdfRenderer();
  return shared;
}

export const documentsServer = defineServer(documentsContract, {
  stop: async (_app: App) => {
    await shared?.close();
    shared = undefined;
  },
});
