import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import {
  faultText,
  isProblem,
  keys,
  notify,
  openDialog,
  type SlotProps,
  useLabels,
  useMay,
  useShortcuts,
  useText,
  useVerb,
} from '#kernel/web/index.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import { balance } from '#modules/stock/contract/index.ts';
import { salesOrder } from '../../contract/index.ts';
import classes from './order.module.css';
import { useCoverage } from './use-coverage.ts';

/** Confirms an order; where stock is short, it says what is missing and offers to go on all the same. */
export default function ConfirmOrder({ row }: SlotProps<typeof salesOrder>) {
  const may = useMay();
  if (row.state !== 'draft' || !may(`${salesOrder.name}:confirm`)) return null;
  return <Confirm row={row} />;
}

function Confirm({ row }: SlotProps<typeof salesOrder>) {
  const text = useText();
  const client = useQueryClient();
  const labels = useLabels(salesOrder);
  const confirm = useVerb(salesOrder, 'confirm');
  const { data: coverage } = useCoverage(row);
  const isShort = coverage?.items.some(({ open }) => Number(open) > 0) ?? false;
  const askBackorder = () => openDialog(() => import('./BackorderDialog.tsx'), { row });
  const act = async () => {
    // What is known to be missing need not be refused first.
    if (isShort) {
      await askBackorder();
      return;
    }
    try {
      await confirm.mutateAsync({ id: row.id, version: row.version });
    } catch (error) {
      if (isProblem(error, 'stock.insufficientStock')) {
        void client.invalidateQueries({ queryKey: keys.lists(balance.name) });
        await askBackorder();
        return;
      }
      if (isProblem(error, 'kernel.staleVersion'))
        void client.invalidateQueries({ queryKey: keys.record(salesOrder.name, row.id) });
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    }
  };
  useShortcuts([{ keys: 'mod+enter', label: labels.verb('confirm'), run: () => void act() }]);
  return (
    <Button
      className={classes.leading ?? ''}
      loading={confirm.isPending}
      data-tip={labels.verb('confirm')}
      data-keys={keysText('mod+enter')}
      onClick={() => void act()}
    >
      {labels.verb('confirm')}
    </Button>
  );
}
