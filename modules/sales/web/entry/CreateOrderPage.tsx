import { useState } from 'react';
import { Message, newKey, useMay, usePage, useSession, useText } from '#kernel/web/index.ts';
import type { Beginning } from './hand-over.ts';
import { OrderEntry } from './OrderEntry.tsx';
import { newDraft } from './order-draft.ts';
import { findStored } from './stored-draft.ts';

/** Blank, for a customer that a link names, or with what was left unsaved on this device. */
function begin(user: number, customer: string | undefined): Beginning {
  const fresh = { slot: `new ${newKey()}`, active: null, trouble: null, faults: {}, restoredAt: null };
  if (customer && /^\d+$/.test(customer))
    return { ...fresh, draft: { ...newDraft(), given: { customer: { id: Number(customer), title: null } } } };
  const stored = findStored(user, null, Date.now());
  return stored
    ? { ...fresh, draft: stored.draft, slot: stored.slot, restoredAt: stored.at }
    : { ...fresh, draft: newDraft() };
}

/** A new order. */
export default function CreateOrderPage() {
  const { t } = useText();
  const may = useMay();
  const user = useSession()?.user.id ?? 0;
  const { search } = usePage();
  const [begun] = useState(() => begin(user, search.customer));
  const permission = 'sales.order:create';
  if (!may(permission))
    return <Message title={t('web.fault.forbidden')} note={t('web.fault.permission', { permission })} />;
  return <OrderEntry begun={begun} row={undefined} />;
}
