import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Reference } from '#kernel/contract/index.ts';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { TextEntry } from '#kernel/web/entry/TextEntry.tsx';
import {
  type DialogProps,
  Fault,
  FieldBox,
  keys,
  notify,
  request,
  useFormats,
  useIntent,
  useLabels,
  useList,
  useText,
  ValueInput,
} from '#kernel/web/index.ts';
import { balance, location, warehouse } from '../../contract/index.ts';
import { bodyOf, type LevelEntry, levelNames, startingLevels } from './generate-body.ts';
import classes from './places.module.css';

interface GenerateDialogProps extends DialogProps<void> {
  warehouse: number | null;
  /** Below which place; null: at the top. */
  parent: { id: number; code: string; purpose: string } | null;
}
interface Outcome {
  created: number;
  known: number;
  first: string;
  last: string;
}
/** Milliseconds after the last key until the server is asked what would come of it. */
const pause = 250;

/** Lays out racks: levels with their letters and numbers; what would come of it is shown before anything is created. */
export default function GenerateDialog({ warehouse: given, parent, close }: GenerateDialogProps) {
  const { t } = useText();
  const { int } = useFormats();
  const client = useQueryClient();
  const intent = useIntent();
  const warehouses = useList(warehouse, { sort: 'code', limit: 2, fields: ['code', 'name'] });
  const [chosen, setChosen] = useState<Reference | null>(given === null ? null : { id: given, title: null });
  const [prefix, setPrefix] = useState(parent?.code ?? '');
  const [levels, setLevels] = useState<readonly LevelEntry[]>(startingLevels);
  const [purpose, setPurpose] = useState<unknown>(parent?.purpose ?? 'sale');
  const [maxBoxes, setMaxBoxes] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const only = warehouses.rows.length === 1 ? warehouses.rows[0]?.id : undefined;
  const target = chosen?.id ?? only ?? null;
  const body =
    target === null ? null : bodyOf({ warehouse: target, parent: parent?.id, prefix, levels, purpose, maxBoxes });
  const preview = usePreview(body);
  const act = async () => {
    setBusy(true);
    setFault(null);
    try {
      const done = await request<Outcome>('stock/locations/generate', {
        method: 'POST',
        body,
        idempotencyKey: intent.key(body),
        timeout: 120_000,
      });
      for (const name of [location.name, balance.name]) void client.invalidateQueries({ queryKey: keys.lists(name) });
      notify({ tone: 'done', text: t('stock.places.generated', { count: int(done.created) }) });
      close();
    } catch (error) {
      setFault(error instanceof Error ? error : null);
      setBusy(false);
    }
  };
  const { outcome } = preview;
  return (
    <Dialog
      title={parent ? t('stock.places.generateBelow', { place: parent.code }) : t('stock.places.generate')}
      action={outcome ? t('stock.places.create', { count: outcome.created }) : t('stock.places.generate')}
      size="lg"
      busy={busy}
      blocked={!outcome || outcome.created === 0}
      onAction={() => void act()}
      onClose={() => close()}
    >
      {(fault ?? preview.fault) && <Fault error={fault ?? preview.fault ?? new Error()} />}
      <div className={classes.form}>
        {!parent && only === undefined && (
          <FieldBox label={t('stock.location.field.warehouse')} required>
            {({ id }) => (
              <ValueInput
                id={id}
                resource={location}
                field="warehouse"
                value={chosen}
                onChange={(value) => setChosen(value as Reference | null)}
              />
            )}
          </FieldBox>
        )}
        <FieldBox label={t('stock.places.prefix')} help={t('stock.places.prefix.help')}>
          {({ id }) => <TextEntry id={id} text={prefix} onText={setPrefix} autoFocus />}
        </FieldBox>
        <FieldBox label={t('stock.location.field.purpose')}>
          {({ id }) => <ValueInput id={id} resource={location} field="purpose" value={purpose} onChange={setPurpose} />}
        </FieldBox>
        <FieldBox label={t('stock.location.field.maxBoxes')}>
          {({ id }) => (
            <ValueInput id={id} resource={location} field="maxBoxes" value={maxBoxes} onChange={setMaxBoxes} />
          )}
        </FieldBox>
      </div>
      <Levels levels={levels} onChange={setLevels} />
      {outcome && (
        <p className={classes.outcome} role="status">
          {t('stock.places.outcome', { count: outcome.created, first: outcome.first, last: outcome.last })}
          {outcome.known > 0 && ` ${t('stock.places.outcomeKnown', { count: outcome.known })}`}
        </p>
      )}
    </Dialog>
  );
}

/** What would come of it; nothing while something is missing. */
function usePreview(body: object | null): { outcome: Outcome | null; fault: Error | null } {
  const [answer, setAnswer] = useState<{ outcome: Outcome | null; fault: Error | null }>({
    outcome: null,
    fault: null,
  });
  const text = body === null ? null : JSON.stringify(body);
  useEffect(() => {
    setAnswer({ outcome: null, fault: null });
    if (text === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      request<Outcome>('stock/locations/generate', {
        method: 'POST',
        body: { ...(JSON.parse(text) as object), dryRun: true },
        signal: stop.signal,
      }).then(
        (outcome) => setAnswer({ outcome, fault: null }),
        (error: unknown) =>
          !stop.signal.aborted && error instanceof Error && setAnswer({ outcome: null, fault: error }),
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return answer;
}

interface LevelsProps {
  levels: readonly LevelEntry[];
  onChange: (levels: readonly LevelEntry[]) => void;
}

/** Each level with its letter and its numbers; one that has none is left out. */
function Levels({ levels, onChange }: LevelsProps) {
  const { t } = useText();
  const labels = useLabels(location);
  const set = (index: number, change: Partial<LevelEntry>) =>
    onChange(levels.map((level, at) => (at === index ? { ...level, ...change } : level)));
  return (
    <table className={classes.levels}>
      <thead>
        <tr>
          <th scope="col">{t('stock.location.field.level')}</th>
          <th scope="col">{t('stock.places.mark')}</th>
          <th scope="col">{t('stock.places.from')}</th>
          <th scope="col">{t('stock.places.to')}</th>
          <th scope="col">{t('stock.places.digits')}</th>
        </tr>
      </thead>
      <tbody>
        {levelNames.map((name, index) => {
          const label = labels.value('level', name);
          const entry = (field: 'mark' | 'from' | 'to' | 'digits', caption: string) => (
            <td>
              <TextEntry
                text={levels[index]?.[field] ?? ''}
                onText={(text) => set(index, { [field]: text })}
                aria-label={`${label}: ${caption}`}
                {...(field !== 'mark' && { numeric: true, inputMode: 'numeric' as const })}
              />
            </td>
          );
          return (
            <tr key={name}>
              <th scope="row">{label}</th>
              {entry('mark', t('stock.places.mark'))}
              {entry('from', t('stock.places.from'))}
              {entry('to', t('stock.places.to'))}
              {entry('digits', t('stock.places.digits'))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
