import { fileURLToPath } from 'node:url';
import type { PdfRenderer } from '#modules/documents/server/index.ts';
import { composeInvoice } from './compose-invoice.ts';
import type { InvoiceDocument } from './invoice-data.ts';

const template = fileURLToPath(new URL('./invoice.typ', import.meta.url));

/** The invoice as PDF/A-3b. The same document gives the same bytes. Rejects with a RenderError. */
export function renderInvoice(renderer: PdfRenderer, document: InvoiceDocument): Promise<Uint8Array> {
  const data = composeInvoice(document);
  return renderer.render({ template, data, createdAt: document.createdAt, standard: 'a-3b' });
}
