import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { archiveFile } from '#kernel/server/files.ts';
import { rowOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { pdfRenderer } from '#modules/documents/server/index.ts';
import { invoice } from '../../contract/index.ts';
import { renderInvoice } from '../../documents/render-invoice.ts';
import { invoiceDocument } from './invoice-document.ts';

/** Makes the PDF of a posted invoice and archives it with its hash; a repetition finds it done. */
export async function archiveInvoice(ctx: Ctx, event: DomainEvent): Promise<void> {
  const row = await rowOf(ctx, invoice, event.id);
  if (row.document !== null) return;
  const content = await renderInvoice(pdfRenderer(), await invoiceDocument(ctx, row));
  const word = row.language === 'de' ? 'Rechnung' : 'Invoice';
  await withTransaction(ctx, async (tx) => {
    const file = await archiveFile(tx, {
      name: `${word} ${row.number}.pdf`,
      mediaType: 'application/pdf',
      content,
      resource: invoice.name,
      recordId: row.id,
    });
    await update(trusted(tx), invoice, [{ id: row.id, patch: { document: file.id } }]);
  });
}
