import { Button } from '@mantine/core';
import { IconDownload, IconExternalLink, IconFileTypePdf, IconLoader2 } from '@tabler/icons-react';
import { apiBase } from '#kernel/web/api/request.ts';
import { type SlotProps, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { invoice } from '../../contract/index.ts';
import classes from './invoice.module.css';

/** The invoice as the customer gets it: the archived PDF, or that it is on its way. */
export default function InvoiceDocument({ row }: SlotProps<typeof invoice>) {
  const labels = useLabels(invoice);
  if (row.state === 'draft' || row.state === 'canceled') return null;
  return (
    <section aria-label={labels.field('document')}>
      <h2 className={classes.heading}>{labels.field('document')}</h2>
      {row.document ? <Archived file={row.document} /> : <OnItsWay />}
    </section>
  );
}

function OnItsWay() {
  const { t } = useText();
  return (
    <p className={classes.onItsWay} role="status">
      <IconLoader2 size={16} aria-hidden className={classes.turning} />
      {t('invoicing.invoice.documentOnItsWay')}
    </p>
  );
}

function Archived({ file }: { file: { id: number; name: string; size: number } }) {
  const { t } = useText();
  const { bytes } = useFormats();
  const address = `${apiBase}files/${file.id}`;
  return (
    <>
      <div className={classes.file}>
        <IconFileTypePdf size={18} aria-hidden />
        <span className={classes.fileName}>{file.name}</span>
        <span className={classes.label}>{bytes(file.size)}</span>
        <Button
          component="a"
          href={address}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<IconExternalLink size={15} />}
        >
          {t('invoicing.invoice.openDocument')}
        </Button>
        <Button
          component="a"
          href={`${address}?download=true`}
          variant="default"
          leftSection={<IconDownload size={15} />}
        >
          {t('invoicing.invoice.downloadDocument')}
        </Button>
      </div>
      {navigator.pdfViewerEnabled && (
        <iframe
          className={classes.preview}
          src={`${address}#toolbar=0&navpanes=0&view=FitH`}
          title={file.name}
          loading="lazy"
        />
      )}
    </>
  );
}
