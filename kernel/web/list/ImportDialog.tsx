import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { Dialog } from '../dialogs/Dialog.tsx';
import type { DialogProps } from '../dialogs/dialogs.ts';
import { notify } from '../dialogs/notify.ts';
import { useFormats } from '../i18n/format.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { IconFile, IconImport } from '../parts/icons.ts';
import { ImportColumns } from './ImportColumns.tsx';
import classes from './ImportDialog.module.css';
import { ImportOutcome } from './ImportOutcome.tsx';
import { strictnesses } from './import-requests.ts';
import { type Importing, useImport } from './use-import.ts';

/** Import in steps: what the columns mean, a trial with faults and warnings by row, and only then the writing. */
export default function ImportDialog({ resource, close }: DialogProps<void> & { resource: AnyResource }) {
  const { t } = useText();
  const labels = useLabels(resource);
  const importing = useImport(resource);
  const chooser = useRef<HTMLInputElement>(null);
  const [mapping, setMapping] = useState(false);
  const { file, found, result, busy, fault } = importing;
  const choose = (chosen: File | undefined) => {
    setMapping(false);
    if (chosen) void importing.choose(chosen);
  };
  const write = async () => {
    const written = await importing.write();
    if (!written || written.failed > 0 || written.stopped || written.read === 0) return;
    if (written.job && written.job.state !== 'succeeded') return;
    const { read, created, updated, unchanged, failed } = written;
    notify({ tone: 'done', text: t('web.import.done', { read, created, updated, unchanged, failed }) });
    close();
  };
  const changes = result?.dryRun ? result.created + result.updated : 0;
  const isTried = result?.dryRun === true;
  const isCut = result?.job?.state === 'canceled' || result?.job?.state === 'failed';
  const isWritten = result !== null && !result.dryRun;
  return (
    <Dialog
      title={t('web.import.title', { many: labels.manyInside })}
      size="xl"
      busy={busy}
      blocked={!found || (isTried && (changes === 0 || isCut))}
      {...(isWritten
        ? { closeLabel: t('web.action.close') }
        : {
            action: isTried || !found ? t('web.import.write', { count: changes }) : t('web.import.try'),
            onAction: () => void (isTried ? write() : importing.tryOut()),
          })}
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
          choose(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {!file && <DropZone onChoose={() => chooser.current?.click()} onFile={choose} />}
      {file && (
        <p className={classes.file}>
          <IconFile size={16} aria-hidden />
          {file.name}
          {found && result && !isWritten && (
            <Button variant="subtle" size="compact-sm" onClick={() => setMapping(!mapping)} aria-expanded={mapping}>
              {t('web.import.columns')}
            </Button>
          )}
        </p>
      )}
      {fault && (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      )}
      {found && (mapping || !result) && !isWritten && !(busy && importing.job) && (
        <ImportColumns importing={importing} />
      )}
      {found && !isWritten && <StrictnessChoice importing={importing} />}
      {busy && <Working importing={importing} />}
      {result && !busy && <ImportOutcome importing={importing} result={result} labels={labels} />}
    </Dialog>
  );
}

function DropZone({ onChoose, onFile }: { onChoose: () => void; onFile: (file: File | undefined) => void }) {
  const { t } = useText();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onFile(event.dataTransfer.files[0]);
  };
  return (
    <button
      type="button"
      className={classes.drop}
      onClick={onChoose}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <IconImport size={28} stroke={1.4} aria-hidden />
      <span className={classes.dropTitle}>{t('web.import.drop')}</span>
      <span>{t('web.import.hint')}</span>
    </button>
  );
}

/** What shall become of a row that is faulty, or only doubtful. */
function StrictnessChoice({ importing }: { importing: Importing }) {
  const { t } = useText();
  return (
    <fieldset className={classes.strictness} disabled={importing.busy}>
      <legend>{t('web.import.strictness')}</legend>
      {strictnesses.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="strictness"
            checked={importing.strictness === one}
            onChange={() => importing.setStrictness(one)}
          />
          {t(`web.import.strictness.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Working({ importing }: { importing: Importing }) {
  const { t } = useText();
  const { int } = useFormats();
  const { job } = importing;
  if (!job) return <p>{t('web.import.reading')}</p>;
  return (
    <div className={classes.working}>
      {job.total ? (
        <>
          <progress value={job.progress} max={job.total} aria-label={t('web.import.reading')} />
          <span>{t('web.import.progress', { done: int(job.progress), total: int(job.total) })}</span>
        </>
      ) : (
        <span>{t('web.import.reading')}</span>
      )}
      <Button variant="default" size="compact-sm" onClick={() => void importing.stop()}>
        {t('web.import.stop')}
      </Button>
    </div>
  );
}
