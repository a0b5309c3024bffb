import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { hideRows, showRows } from './refresh-lists.ts';
import type { AnyRow } from './rows.ts';
import type { ListState } from './use-list.ts';

/** Keeps the rows from `first` up to, not including, `end` of a long list up to date: they are on the screen. */
export function useShownRows({ key, rows, isStale }: ListState<AnyRow>, first: number, end: number): void {
  const client = useQueryClient();
  const shown = useMemo(() => rows.slice(first, end).map(({ id }) => id), [rows, first, end]);
  useEffect(() => {
    if (!isStale) showRows(client, key, shown);
  }, [client, key, isStale, shown]);
  useEffect(() => () => hideRows(key), [key]);
}
