import { Button } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useState } from 'react';
import { faultText, notify, request, type SlotProps, useGo, useIntent, useText } from '#kernel/web/index.ts';
import type { salesOrder } from '#modules/sales/contract/index.ts';

/** Begins to pick this one order. */
export default function PickOrder({ row }: SlotProps<typeof salesOrder>) {
  const text = useText();
  const { t } = text;
  const go = useGo();
  const intent = useIntent();
  const [isBusy, setBusy] = useState(false);
  if (row.state !== 'confirmed' || row.deliveryState === 'delivered') return null;
  const start = async () => {
    const body = { orders: [row.id] };
    setBusy(true);
    try {
      const idempotencyKey = intent.key(body);
      const made = await request<{ id: number }>('picking/plans', { method: 'POST', body, idempotencyKey });
      intent.done();
      go(`picking/waves/${made.id}/walk`);
    } catch (error) {
      const { title, body: detail } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(detail ? { detail } : {}) });
      setBusy(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconShoppingCart size={15} />}
      loading={isBusy}
      onClick={() => void start()}
    >
      {t('picking.order.pick')}
    </Button>
  );
}
