import { useId, useState } from 'react';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { TextEntry } from '#kernel/web/entry/TextEntry.tsx';
import { type DialogProps, Fault, FieldBox, requestFile, useFormats, useText } from '#kernel/web/index.ts';
import { useStored } from '#kernel/web/stored.ts';
import { type LabelKind, type LabelPaper, labelPapers, mostLabels } from '../../contract/index.ts';
import classes from './label.module.css';

interface LabelDialogProps extends DialogProps<void> {
  kind: LabelKind;
  ids: readonly number[];
  /** Instead of `ids`: this place and all that lie in it. */
  within?: number;
}

/** Shows a PDF in a tab of its own, from where it is printed. */
function openPdf(blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Which paper, where it begins, how many of each; the paper is remembered on this device, beside its printer. */
export default function LabelDialog({ kind, ids, within, close }: LabelDialogProps) {
  const { t } = useText();
  const { int } = useFormats();
  const [paperId, setPaperId] = useStored('labels.paper', labelPapers[0]?.id ?? '');
  const [start, setStart] = useState(1);
  const [copies, setCopies] = useState('1');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const paper = labelPapers.find(({ id }) => id === paperId) ?? labelPapers[0];
  const count = /^[1-9]\d{0,3}$/.test(copies) ? Number(copies) : 0;
  const total = ids.length * count;
  const act = async () => {
    setBusy(true);
    setFault(null);
    const params = new URLSearchParams({ kind, paper: paper?.id ?? '', start: String(start), copies: String(count) });
    if (within === undefined) params.set('ids', ids.join());
    else params.set('within', String(within));
    try {
      openPdf((await requestFile(`stock/labels?${params}`)).blob);
      close();
    } catch (error) {
      setFault(error instanceof Error ? error : null);
      setBusy(false);
    }
  };
  const title = within === undefined ? t('stock.label.title', { count: ids.length }) : t('stock.label.titleWithin');
  return (
    <Dialog
      title={title}
      action={t('stock.label.open')}
      busy={busy}
      blocked={count === 0 || total > mostLabels}
      onAction={() => void act()}
      onClose={() => close()}
    >
      {fault && <Fault error={fault} />}
      <div className={classes.copies}>
        <FieldBox label={t('stock.label.copies')}>
          {({ id }) => <TextEntry id={id} text={copies} onText={setCopies} numeric inputMode="numeric" autoFocus />}
        </FieldBox>
        {within === undefined && count > 0 && (
          <span className={classes.total} role="status">
            {total > mostLabels
              ? t('stock.label.tooMany', { max: int(mostLabels) })
              : t('stock.label.total', { count: total })}
          </span>
        )}
      </div>
      <PaperChoice
        chosen={paper}
        onChoose={(id) => {
          setPaperId(id);
          setStart(1);
        }}
      />
      {paper && paper.rows * paper.columns > 1 && <StartChoice paper={paper} start={start} onChoose={setStart} />}
    </Dialog>
  );
}

function PaperChoice({ chosen, onChoose }: { chosen: LabelPaper | undefined; onChoose: (id: string) => void }) {
  const { t } = useText();
  const { quantity } = useFormats();
  const name = useId();
  const decimal = (value: number) => quantity(String(value));
  const scale = 34 / 297;
  return (
    <fieldset className={classes.papers}>
      <legend className={classes.caption}>{t('stock.label.paper')}</legend>
      {labelPapers.map(({ id, page, label, columns, rows }) => (
        <label key={id} className={classes.paper} data-chosen={id === chosen?.id || undefined}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === chosen?.id}
            className={classes.radio}
            onChange={() => onChoose(id)}
          />
          <span className={classes.frame} aria-hidden>
            <span className={classes.picture} style={{ width: page.width * scale, height: page.height * scale }} />
          </span>
          <span>
            {`${decimal(label.width)} × ${decimal(label.height)} mm`}
            <span className={classes.note}>
              {rows * columns > 1 ? t('stock.label.sheet', { count: rows * columns }) : t('stock.label.roll')}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A sheet that has been begun: one points at its first free label. */
function StartChoice({ paper, start, onChoose }: { paper: LabelPaper; start: number; onChoose: (at: number) => void }) {
  const { t } = useText();
  const places = Array.from({ length: paper.rows * paper.columns }, (_, index) => index + 1);
  return (
    <div>
      <p className={classes.caption}>{t('stock.label.start')}</p>
      <div className={classes.sheet} style={{ gridTemplateColumns: `repeat(${paper.columns}, 1fr)` }}>
        {places.map((at) => (
          <button
            key={at}
            type="button"
            className={classes.place}
            data-used={at < start || undefined}
            aria-pressed={at === start}
            aria-label={t('stock.label.startAt', { place: at })}
            onClick={() => onChoose(at)}
          >
            {at}
          </button>
        ))}
      </div>
    </div>
  );
}
