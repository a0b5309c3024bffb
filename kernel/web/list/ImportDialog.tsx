import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { useIntent } from '../api/intent.ts';
import { keys } from '../api/keys.ts';
import { request } from '../api/request.ts';
import { Dialog } from '../dialogs/Dialog.tsx';
import type { DialogProps } from '../dialogs/dialogs.ts';
import { notify } from '../dialogs/notify.ts';
import { useFormats } from '../i18n/format.ts';
import { type Labels, useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { faultText } from '../parts/Fault.tsx';
import { IconFile, IconImport } from '../parts/icons.ts';
import classes from './ImportDialog.module.css';

interface ImportResult {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  errors: { row: number; field: string | null; code: string; message: string }[];
}

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const shownErrors = 200;

/** Chosen files often come without a media type; the name tells. */
const withType = (file: File): Blob =>
  new Blob([file], { type: file.name.toLowerCase().endsWith('.xlsx') ? sheet : 'text/csv' });

/** Import in two steps: the file is tried first and its errors shown by row, only then written. */
export default function ImportDialog({ resource, close }: DialogProps<void> & { resource: AnyResource }) {
  const text = useText();
  const { t } = text;
  const labels = useLabels(resource);
  const client = useQueryClient();
  const intent = useIntent();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [trial, setTrial] = useState<ImportResult | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const send = async (chosen: File, dryRun: boolean): Promise<ImportResult | null> => {
    setBusy(true);
    setFault(null);
    try {
      const key = intent.key([chosen.name, chosen.size, chosen.lastModified, dryRun]);
      return await request<ImportResult>(`${resource.path}/import?dryRun=${dryRun}`, {
        method: 'POST',
        body: withType(chosen),
        timeout: 600_000,
        ...(dryRun ? {} : { idempotencyKey: key }),
      });
    } catch (error) {
      setFault(faultText(error, text).title);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setTrial(null);
    setTrial(await send(chosen, true));
  };
  const write = async () => {
    const result = file && (await send(file, false));
    if (!result) return;
    intent.done();
    void client.invalidateQueries({ queryKey: keys.lists(resource.name) });
    if (result.failed > 0) return setTrial(result);
    notify({ tone: 'done', text: t('web.import.done', { ...counts(result) }) });
    close();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void choose(event.dataTransfer.files[0]);
  };
  const changes = trial ? trial.created + trial.updated : 0;
  return (
    <Dialog
      title={t('web.import.title', { many: labels.manyInside })}
      size="lg"
      busy={busy}
      blocked={!trial || changes === 0}
      action={t('web.import.write', { count: changes })}
      onAction={() => void write()}
      onClose={() => close()}
      foot={
        file && (
          <Button variant="subtle" color="gray" onClick={() => chooser.current?.click()} disabled={busy}>
            {t('web.import.other')}
          </Button>
        )
      }
    >
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".csv,.xlsx,text/csv"
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {!file && (
        <button
          type="button"
          className={classes.drop}
          onClick={() => chooser.current?.click()}
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop}
        >
          <IconImport size={28} stroke={1.4} aria-hidden />
          <span className={classes.dropTitle}>{t('web.import.drop')}</span>
          <span>{t('web.import.hint')}</span>
        </button>
      )}
      {file && (
        <p className={classes.file}>
          <IconFile size={16} aria-hidden />
          {file.name}
        </p>
      )}
      {fault && (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      )}
      {busy && <p>{t('web.import.reading')}</p>}
      {trial && <Outcome result={trial} labels={labels} />}
    </Dialog>
  );
}

const counts = ({ read, created, updated, unchanged, failed }: ImportResult) => ({
  read,
  created,
  updated,
  unchanged,
  failed,
});

function Outcome({ result, labels }: { result: ImportResult; labels: Labels }) {
  const { t } = useText();
  const { int } = useFormats();
  return (
    <>
      <dl className={classes.counts}>
        {Object.entries(counts(result)).map(([name, count]) => (
          <div key={name} data-wrong={(name === 'failed' && count > 0) || undefined}>
            <dt>{t(`web.import.${name}`)}</dt>
            <dd>{int(count)}</dd>
          </div>
        ))}
      </dl>
      {result.errors.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('web.import.row')}</th>
                <th scope="col">{t('web.import.column')}</th>
                <th scope="col">{t('web.import.problem')}</th>
              </tr>
            </thead>
            <tbody>
              {result.errors.slice(0, shownErrors).map((error) => (
                <tr key={`${error.row} ${error.field} ${error.code}`}>
                  <td>{int(error.row)}</td>
                  <td>{error.field && labels.field(error.field)}</td>
                  <td>{error.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
