import { useMemo } from 'react';
import type { AnyResource } from '#kernel/contract/index.ts';
import { type AnyRow, type RecordPageProps, useRecord } from '#kernel/web/index.ts';
import RecordPage from '#kernel/web/record/RecordPage.tsx';
import { RecordView } from '#kernel/web/record/RecordView.tsx';
import { salesOrder } from '../../contract/index.ts';
import { useCoverage } from './use-coverage.ts';
import { usefulVerbs } from './useful-verbs.ts';

const resource = salesOrder as unknown as AnyResource;

/** The derived page of an order, without the verbs that could only be refused now. */
export default function OrderPage({ id }: RecordPageProps) {
  const { data: row } = useRecord(salesOrder, id);
  const { data: coverage } = useCoverage({ id, version: row?.version ?? 0, state: row?.state ?? '' });
  // Until that is known, the delivery is offered rather than withheld.
  const hasReserved = coverage?.items.some(({ reserved }) => Number(reserved) > 0) ?? true;
  const shown = useMemo(() => {
    if (!row?.abilities) return row;
    const verbs = usefulVerbs(row.abilities.verbs, { deliveryState: row.deliveryState, hasReserved });
    return { ...row, abilities: { ...row.abilities, verbs } };
  }, [row, hasReserved]);
  if (!shown) return <RecordPage resource={resource} id={id} />;
  return <RecordView key={id} resource={resource} row={shown as unknown as AnyRow} />;
}
