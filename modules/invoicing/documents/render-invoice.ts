import { fileURLToPath } from 'node:url';
import { type PdfRenderer, RenderError } from '#modules/documents/server/index.ts';
import { composeInvoice, type InvoicePage } from './compose-invoice.ts';
import type { InvoiceDocument } from './invoice-data.ts';

const template = fileURLToPath(new URL('./invoice.typ', import.meta.url));
/** Each attempt tells what the fonts still lack; a text of many scripts may need several. */
const mostAttempts = 4;
const unprintable = /the text `"(.*)"` could not be displayed/u;

/**
 * The invoice as PDF/A-3b. The same document gives the same bytes. Rejects with a RenderError.
 * What no font has (an emoji in an order reference) is printed as a question mark: a posted invoice can no longer be
 * corrected, and must not stay without its paper for that.
 */
export async function renderInvoice(renderer: PdfRenderer, document: InvoiceDocument): Promise<Uint8Array> {
  const { createdAt } = document;
  let data = composeInvoice(document);
  for (let attempt = 1; ; attempt++) {
    try {
      return await renderer.render({ template, data, createdAt, standard: 'a-3b' });
    } catch (error) {
      const lacking = error instanceof RenderError ? charactersIn(error.details) : new Set<string>();
      if (lacking.size === 0 || attempt === mostAttempts) throw error;
      data = withoutCharacters(data, lacking);
    }
  }
}

/** The renderer names them as quoted texts, in which it writes what one cannot see as `\u{200d}` or `u{200d}`. */
function charactersIn(details: readonly string[]): Set<string> {
  const texts = details.map((detail) => unprintable.exec(detail)?.[1] ?? '');
  const readable = texts.map((text) =>
    text.replaceAll(/\\?u\{([0-9a-f]{1,6})\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
  // Every font has ASCII: what of it is named only stands beside the fault.
  return new Set(readable.flatMap((text) => [...text]).filter((character) => character > '\u007f'));
}

const withoutCharacters = (data: InvoicePage, lacking: ReadonlySet<string>): InvoicePage =>
  JSON.parse(
    [...JSON.stringify(data)].map((character) => (lacking.has(character) ? '?' : character)).join(''),
  ) as InvoicePage;
