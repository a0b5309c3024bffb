import { useMemo } from 'react';
import type { AnyResource } from '#kernel/contract/index.ts';
import { type AnyRow, type RecordPageProps, useRecord } from '#kernel/web/index.ts';
import RecordPage from '#kernel/web/record/RecordPage.tsx';
import { RecordView } from '#kernel/web/record/RecordView.tsx';
import { salesOrder } from '../../contract/index.ts';
import { usefulVerbs } from './useful-verbs.ts';

const resource = salesOrder as unknown as AnyResource;

/** The derived page of an order, without the verbs that could only be refused now. */
export default function OrderPage({ id }: RecordPageProps) {
  const { data: row } = useRecord(salesOrder, id);
  const shown = useMemo(() => {
    if (!row?.abilities) return row;
    return { ...row, abilities: { ...row.abilities, verbs: usefulVerbs(row.abilities.verbs, row.deliveryState) } };
  }, [row]);
  if (!shown) return <RecordPage resource={resource} id={id} />;
  return <RecordView key={id} resource={resource} row={shown as unknown as AnyRow} />;
}
