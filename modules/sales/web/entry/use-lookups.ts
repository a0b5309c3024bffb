import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useReachable } from '#kernel/web/api/reachable.ts';
import { ApiProblem } from '#kernel/web/index.ts';
import { answerLookup, renewOffer } from './line-edits.ts';
import { offersQuery } from './offers.ts';
import { customerOf } from './order-draft.ts';
import type { DraftEditing } from './use-draft-editing.ts';

export interface Lookups {
  /** Resolves once everything is looked up that can be. */
  settled: () => Promise<void>;
  /** Asks again for price and stock of all products. */
  renew: () => Promise<void>;
}

/**
 * Finds what was typed or pasted as a product, and asks for the price and stock of each product whenever the customer is
 * another one. It follows from the draft itself what is to be asked, so that nothing is forgotten on undo or restoring.
 */
export function useLookups({ draft, latest, settle }: DraftEditing): Lookups {
  const client = useQueryClient();
  const reachable = useReachable();
  const running = useRef(new Map<string, Promise<void>>());

  const acts = useMemo(() => {
    const once = (key: string, work: () => Promise<void>) => {
      if (running.current.has(key)) return;
      const task = work().finally(() => running.current.delete(key));
      running.current.set(
        key,
        // Without an answer the question stands, and is asked again once the server is back.
        task.catch(() => undefined),
      );
    };
    const find = async (line: number, typed: string, whose: number | null) => {
      try {
        const offers = await client.fetchQuery(offersQuery({ q: typed, customer: whose }));
        settle((now) => answerLookup(now, line, typed, offers));
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        settle((now) => answerLookup(now, line, typed, []));
      }
    };
    const renew = async (id: number, whose: number | null) => {
      const [offer] = await client.fetchQuery(offersQuery({ id, customer: whose }));
      if (offer && (customerOf(latest())?.id ?? null) === whose) settle((now) => renewOffer(now, offer));
    };
    /** Begins what the draft asks for and nobody is asking yet. */
    const start = () => {
      const now = latest();
      const whose = customerOf(now)?.id ?? null;
      for (const { key, typed, lookup, product } of now.lines) {
        if (lookup === 'pending' && typed !== null)
          once(`find ${key} ${typed} ${whose}`, () => find(key, typed, whose));
        if (product && (product.customer !== whose || product.available === null))
          once(`renew ${product.id} ${whose}`, () => renew(product.id, whose));
      }
    };
    const settled = async () => {
      start();
      while (running.current.size > 0) await Promise.all(running.current.values());
    };
    return {
      start,
      settled,
      renew: async () => {
        await client.invalidateQueries({ queryKey: ['offers'] });
        const whose = customerOf(latest())?.id ?? null;
        for (const { product } of latest().lines)
          if (product) once(`renew ${product.id} ${whose}`, () => renew(product.id, whose));
        await settled();
      },
    };
  }, [client, latest, settle]);

  useEffect(() => {
    if (reachable && draft.lines.length > 0) acts.start();
  }, [draft, reachable, acts]);

  return acts;
}
