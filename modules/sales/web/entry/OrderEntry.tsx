import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import {
  notify,
  useGo,
  useLabels,
  useLeaveGuard,
  useMay,
  useSession,
  useShortcuts,
  useText,
} from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import { CustomerPick } from './CustomerPick.tsx';
import { EntryNotes } from './EntryNotes.tsx';
import { EntryTop } from './EntryTop.tsx';
import { EntryTrouble } from './EntryTrouble.tsx';
import classes from './entry.module.css';
import { HeadFields } from './HeadFields.tsx';
import { type Beginning, handOver } from './hand-over.ts';
import head from './head.module.css';
import { headValues, setHead } from './head-values.ts';
import { LinesGrid } from './LinesGrid.tsx';
import { amountsOf } from './line-amounts.ts';
import { type LineField, lineFields } from './line-edits.ts';
import { changeCustomer, useOrderCustomer } from './order-customer.ts';
import { customerOf, draftOf, isBlank, isDirty, newDraft } from './order-draft.ts';
import type { Order } from './send-draft.ts';
import { TotalsBar } from './TotalsBar.tsx';
import { useDraftEditing } from './use-draft-editing.ts';
import { useLineCells } from './use-line-cells.ts';
import { useLookups } from './use-lookups.ts';
import { useSaveOrder } from './use-save-order.ts';
import { useStoredDraft } from './use-stored-draft.ts';

interface OrderEntryProps {
  begun: Beginning;
  /** The order as the server has it now; absent for a new one. */
  row: Order | undefined;
}

/** The work place of order entry: customer, lines, confirm, by keyboard alone. */
export function OrderEntry({ begun, row }: OrderEntryProps) {
  const { t } = useText();
  const labels = useLabels(salesOrder);
  const may = useMay();
  const go = useGo();
  const user = useSession()?.user.id ?? 0;
  const form = useRef<HTMLDivElement>(null);
  const left = useRef(false);
  const editing = useDraftEditing(() => begun.draft);
  const { draft, edit, settle } = editing;
  const fields = useMemo(() => lineFields(may('sales.order:changePrice')), [may]);
  const lookups = useLookups(editing);
  const cells = useLineCells(editing, fields, begun.active, (path) => saving.clearFault(path));
  const forget = useStoredDraft(user, begun.slot, draft);
  const dirty = isDirty(draft) || draft.unanswered !== null;
  const pass = useLeaveGuard(dirty, forget);
  const jump = useJump(form, (key, field) => cells.acts.activate({ key, field }));
  const saving = useSaveOrder({
    editing,
    lookups,
    begun,
    onSaved: () => notify({ tone: 'done', text: t('sales.entry.saved') }),
    onConfirmed: (id) => {
      left.current = true;
      pass();
      forget();
      go(`${salesOrder.path}/${id}`, { replace: true });
    },
    onFaults: (faults) => jump(Object.keys(faults)[0] ?? ''),
  });
  const { busy, trouble, faults } = saving;
  const act = (what: 'save' | 'confirm') => {
    cells.leave();
    void saving[what]();
  };
  const mayConfirm = may('sales.order:confirm');
  useShortcuts([
    { keys: 'mod+s', label: t('sales.entry.save'), run: () => act('save') },
    ...(mayConfirm ? [{ keys: 'mod+enter', label: labels.verb('confirm'), run: () => act('confirm') }] : []),
  ]);

  const owner = useOrderCustomer(customerOf(draft)?.id);
  const amounts = useMemo(() => amountsOf(draft.lines, draft.taxIncluded), [draft.lines, draft.taxIncluded]);
  const overtaken = row !== undefined && draft.order !== null && row.version > draft.order.version;
  useEffect(() => {
    // Nothing entered here yet: what somebody else has saved is simply shown.
    if (overtaken && !dirty && row.state === 'draft') settle(() => draftOf(row));
  }, [overtaken, dirty, row, settle]);

  const orderId = draft.order?.id;
  useEffect(() => {
    // A new order that was saved has an address of its own; the page there goes on where this one stands.
    if (row || orderId === undefined || busy || left.current) return;
    left.current = true;
    handOver({ ...begun, draft: editing.latest(), active: cells.active, trouble, faults, restoredAt: null });
    pass();
    forget();
    go(`${salesOrder.path}/${orderId}/entry`, { replace: true });
  });

  useEffect(() => {
    // While it is confirmed, nothing can be entered; afterwards the caret is back where it stood.
    if (busy === null && trouble && document.activeElement === document.body)
      form.current?.querySelector<HTMLElement>('td[data-active] input')?.focus();
  }, [busy, trouble]);

  return (
    <article className={classes.page}>
      <EntryTop
        order={row}
        dirty={dirty}
        busy={busy}
        mayConfirm={mayConfirm}
        onSave={() => act('save')}
        onConfirm={() => act('confirm')}
      />
      <EntryNotes
        restoredAt={begun.restoredAt}
        overtaken={overtaken && dirty}
        onDiscard={() => settle(() => (row ? draftOf(row) : newDraft()))}
      />
      {trouble && (
        <EntryTrouble
          trouble={trouble}
          faults={faults}
          lines={draft.lines}
          isSaved={draft.order !== null}
          onJump={jump}
          onRetry={() => act(trouble.stage)}
        />
      )}
      <div ref={form} className={classes.form} inert={busy === 'confirm'}>
        <div className={head.head}>
          <CustomerPick
            value={customerOf(draft)}
            owner={owner}
            fault={faults.customer}
            autoFocus={begun.active === null && customerOf(draft) === null}
            onPick={(picked, goesOn) => {
              saving.clearFault('customer');
              settle((now) => changeCustomer(now, picked));
              const line = draft.lines.find(isBlank) ?? draft.lines[0];
              if (goesOn && line) cells.acts.activate({ key: line.key, field: 'product' });
            }}
          />
          <HeadFields
            values={headValues(draft, owner, isoDate(new Date()))}
            faults={faults}
            onChange={(field, value) => {
              saving.clearFault(field);
              edit((now) => setHead(now, field, value));
            }}
          />
        </div>
        <section aria-label={labels.field('lines')}>
          <h2 className={classes.heading}>{labels.field('lines')}</h2>
          <LinesGrid draft={draft} cells={cells} fields={fields} amounts={amounts} faults={faults} />
        </section>
      </div>
      <TotalsBar amounts={amounts} taxIncluded={draft.taxIncluded} />
    </article>
  );
}

/** Goes to what a fault names: a cell of a line (`3.quantity`), or a field of the head. */
function useJump(form: RefObject<HTMLElement | null>, activate: (key: number, field: LineField) => void) {
  return (path: string) => {
    const [key, field] = path.split('.');
    if (field) activate(Number(key), field as LineField);
    else form.current?.querySelector<HTMLElement>(`[data-head="${key}"] :is(input, textarea)`)?.focus();
  };
}
