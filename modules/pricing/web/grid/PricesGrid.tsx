import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Line } from '#kernel/web/form/to-write.ts';
import {
  ApiProblem,
  Fault,
  keys,
  lazyPart,
  notify,
  request,
  type SlotProps,
  useLabels,
  useLeaveGuard,
  useList,
  useMay,
  useShortcuts,
  useText,
} from '#kernel/web/index.ts';
import { LinesTable } from '#kernel/web/lines/LinesTable.tsx';
import { price, type priceList } from '../../contract/index.ts';
import classes from './grid.module.css';
import { gridChanges } from './grid-rows.ts';

const LinesEntry = lazyPart(() => import('#kernel/web/lines/LinesEntry.tsx'));

const { variant, product, category, price: amount, discount, minQuantity, validFrom, validTo } = price.fields;
const fields = { variant, product, category, price: amount, discount, minQuantity, validFrom, validTo };
const shown = Object.keys(fields);

/** The prices of a list: looked through by article, and entered as in a spreadsheet. */
export default function PricesGrid({ row: list }: SlotProps<typeof priceList>) {
  const { t } = useText();
  const may = useMay();
  const labels = useGridLabels();
  const [words, setWords] = useState('');
  const q = useDeferredValue(words.trim());
  const query = useList(price, {
    ...(q && { q }),
    filters: [{ field: 'priceList', operator: 'eq', value: String(list.id) }],
    sort: 'subject',
    fields: shown,
  });
  const [entered, setEntered] = useState<{ before: Line[]; lines: Line[] } | null>(null);
  const rows = query.rows as unknown as Line[];
  const mayEdit = list.state !== 'archived' && may('pricing.price:update') && may('pricing.price:create');
  const edit = () => setEntered({ before: rows, lines: rows.length > 0 ? rows : [{ '#': 'first', minQuantity: '0' }] });
  return (
    <section className={classes.section} aria-label={t('pricing.grid.title')}>
      <header className={classes.head}>
        <h2 className={classes.heading}>{t('pricing.grid.title')}</h2>
        {!entered && (
          <>
            <TextInput
              className={classes.search ?? ''}
              size="xs"
              type="search"
              aria-label={t('pricing.grid.search')}
              placeholder={t('pricing.grid.search')}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            {mayEdit && (
              <Button variant="default" size="compact-sm" onClick={edit} disabled={query.isPending}>
                {t('pricing.grid.edit')}
              </Button>
            )}
          </>
        )}
      </header>
      {entered ? (
        <Editing
          list={list.id}
          entered={entered}
          onChange={(lines) => setEntered({ ...entered, lines })}
          onClose={() => setEntered(null)}
        />
      ) : query.error && rows.length === 0 ? (
        <Fault error={query.error} onRetry={query.refetch} />
      ) : rows.length === 0 ? (
        !query.isPending && <p className={classes.none}>{t(q ? 'pricing.grid.notFound' : 'pricing.grid.none')}</p>
      ) : (
        <>
          <LinesTable name="rows" fields={fields} lines={rows} labels={labels} may={may} />
          <footer className={classes.foot}>
            <span>
              {t('pricing.grid.count', { shown: rows.length, total: `${query.total}${query.totalExact ? '' : '+'}` })}
            </span>
            {query.hasMore && (
              <Button variant="subtle" size="compact-sm" loading={query.isFetchingMore} onClick={query.fetchMore}>
                {t('pricing.grid.more')}
              </Button>
            )}
          </footer>
        </>
      )}
    </section>
  );
}

/** The fields of a price, named as columns of a grid. */
function useGridLabels() {
  const labels = useLabels(price);
  return useMemo(() => ({ ...labels, field: (path: string) => labels.field(path.replace(/^rows\.?/, '')) }), [labels]);
}

interface EditingProps {
  list: number;
  entered: { before: Line[]; lines: Line[] };
  onChange: (lines: Line[]) => void;
  onClose: () => void;
}

function Editing({ list, entered, onChange, onClose }: EditingProps) {
  const { t } = useText();
  const labels = useGridLabels();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { body, lines } = gridChanges(fields, entered.before, entered.lines);
  const isDirty = body.rows.length + body.removed.length > 0;
  useLeaveGuard(isDirty);
  const faults = faultsOf(error, lines);
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      const { saved } = isDirty
        ? await request<{ saved: number }>(`pricing/lists/${list}/prices`, { method: 'POST', body })
        : { saved: 0 };
      await client.invalidateQueries({ queryKey: keys.lists(price.name) });
      if (saved > 0) notify({ tone: 'done', text: t('pricing.grid.saved', { count: saved }) });
      onClose();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  useShortcuts([{ keys: 'mod+s', label: t('pricing.grid.save'), run: () => void save() }]);
  return (
    <>
      <div className={classes.bar}>
        <Button variant="default" size="compact-sm" onClick={onClose} disabled={busy}>
          {t('pricing.grid.cancel')}
        </Button>
        <Button size="compact-sm" onClick={() => void save()} loading={busy}>
          {t('pricing.grid.save')}
        </Button>
        {Object.keys(faults).length > 0 && (
          <p className={classes.wrong} role="alert">
            {t('pricing.grid.faults', { count: Object.keys(faults).length })}
          </p>
        )}
      </div>
      {error !== null && Object.keys(faults).length === 0 && <Fault error={error} />}
      <LinesEntry
        spec={{ kind: 'lines', fields }}
        path="rows"
        labels={labels}
        value={entered.lines}
        errors={faults}
        onChange={(next) => onChange(Array.isArray(next) ? (next as Line[]) : [])}
      />
    </>
  );
}

/** The server's faults at the lines they were sent from: `2.validFrom`. */
function faultsOf(error: unknown, lines: readonly number[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of error instanceof ApiProblem ? (error.problem.fields ?? []) : []) {
    const [, row, field] = /^rows\.(\d+)\.(?:values\.)?(\w+)$/.exec(path) ?? [];
    const line = lines[Number(row)];
    if (row !== undefined && line !== undefined) found[`${line}.${field}`] = message;
  }
  return found;
}
