import { useEffect, useState } from 'react';
import { Fault, Message, PageLink, type PageProps, useRecord, useSession, useText } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import { type Beginning, endHandOver, handedOver } from './hand-over.ts';
import { OrderEntry } from './OrderEntry.tsx';
import { draftOf } from './order-draft.ts';
import type { Order } from './send-draft.ts';
import { findStored, orderSlot } from './stored-draft.ts';

function begin(user: number, row: Order): Beginning {
  const draft = draftOf(row);
  const stored = findStored(user, row.id, Date.now());
  const first = draft.lines[0];
  return {
    draft: stored?.draft ?? draft,
    slot: orderSlot(row.id),
    active: first && !stored ? { key: first.key, field: 'product' } : null,
    trouble: null,
    faults: {},
    restoredAt: stored?.at ?? null,
  };
}

/** The lines and head of an order that is still a draft. */
export default function EditOrderPage({ params }: PageProps) {
  const { t } = useText();
  const id = Number(params.id);
  const user = useSession()?.user.id ?? 0;
  const { data: row, error, refetch } = useRecord(salesOrder, id);
  const [begun, setBegun] = useState<Beginning | null>(() => {
    const handed = handedOver(id);
    return handed && { ...handed, slot: orderSlot(id) };
  });
  useEffect(endHandOver, []);
  const canBegin = row?.state === 'draft' && row.abilities?.update === true;
  if (row && canBegin && !begun) setBegun(begin(user, row));
  if (begun && row) return <OrderEntry begun={begun} row={row} />;
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!row || canBegin) return null;
  return (
    <Message
      title={t('sales.entry.fixed')}
      actions={<PageLink path={`${salesOrder.path}/${id}`}>{t('sales.entry.fixed.open')}</PageLink>}
    >
      {t('sales.entry.fixed.body')}
    </Message>
  );
}
