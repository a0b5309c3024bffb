import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { keys } from './keys.ts';
import { refreshEverything, refreshLists } from './refresh-lists.ts';

describe('refreshing what is shown', () => {
  it('asks again for what a page keeps beside a list without being pages of rows', async () => {
    const client = new QueryClient();
    const queryFn = vi.fn(() => Promise.resolve({ total: '12.00' }));
    const stop = new QueryObserver(client, { queryKey: keys.list('sales.order', 'totals'), queryFn }).subscribe(
      () => undefined,
    );
    await vi.waitFor(() => expect(client.getQueryData(keys.list('sales.order', 'totals'))).toBeDefined());
    await refreshEverything(client);
    expect(queryFn).toHaveBeenCalledTimes(2);
    await refreshLists(client, 'sales.order', [7]);
    expect(queryFn).toHaveBeenCalledTimes(3);
    await refreshLists(client, 'party.customer', [7]);
    expect(queryFn).toHaveBeenCalledTimes(3);
    stop();
  });
});
