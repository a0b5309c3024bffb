import { useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Reference } from '#kernel/contract/index.ts';
import { ApiProblem, faultText, request, useText } from '#kernel/web/index.ts';
import { signal } from '#kernel/web/workplace/signal.ts';
import type { RoutePlace, Scanned, SheetPosition } from '../../contract/index.ts';
import { type ChosenGoods, chosenOf, goodsKey, labelOf, needsLot, onSheet, plus, typedNumber } from './goods.ts';
import { readHere } from './read-here.ts';
import { useEntry, type Walk } from './use-entry.ts';
import { useScannedPieces } from './use-scanned-pieces.ts';

type ScannedPlace = Extract<Scanned, { kind: 'place' }>;
type ScannedGoods = Extract<Scanned, { kind: 'goods' }>;

/** The goods that a scan means here: those on the sheet, unless it still has to be said which lot. */
function meant(found: ScannedGoods, positions: readonly SheetPosition[], box: Reference | null): ChosenGoods {
  const known = found.lot !== null || found.tracking === 'none' ? onSheet(positions, found, box) : null;
  return known ? chosenOf(known) : { ...found, newLot: null, compartment: box };
}

/** Milliseconds that a scan waits until the place of the one before is on the screen. */
const mostWait = 3_000;
const look = 20;

/** One person before one place: what is entered there, and what a scan does. */
export function useCounting(walk: Walk & { places: readonly RoutePlace[] }) {
  const { count, place, places, sheet, arriveAt, say } = walk;
  const text = useText();
  const { t } = text;
  const entry = useEntry(walk);
  const { goods, value, choose, commit, send } = entry;
  const pad = useScannedPieces(entry, (one) => say('note', t('stocktake.walk.undone', { goods: labelOf(one) })));
  const [scannedBox, setBox] = useState<{ place: number; box: Reference | null } | null>(null);
  const [unknownLot, setUnknownLot] = useState<string | null>(null);
  const box = scannedBox?.place === place ? scannedBox.box : null;
  const takeLot = (lot: Pick<ChosenGoods, 'lot' | 'newLot'>) => {
    if (!goods) return;
    setUnknownLot(null);
    if (goods.tracking === 'serial') send({ ...goods, ...lot }, '1');
    else choose({ ...goods, ...lot });
  };
  const tellUnknownLot = (lot: string) => {
    setUnknownLot(lot);
    say('wrong', t('stocktake.walk.lotUnknown', { lot }));
  };
  const meetPlace = ({ compartment, location, place: next }: ScannedPlace) => {
    if (!commit()) return;
    choose(null);
    setBox({ place: next, box: compartment });
    if (next !== place) arriveAt(next);
    if (next === place || compartment) say('done', compartment?.title ?? location.title ?? '');
  };
  const meetGoods = (found: ScannedGoods) => {
    if (place === null) return say('wrong', t('stocktake.walk.placeFirst'));
    const waitsForLot = goods !== null && needsLot(goods) && found.product.id === goods.product.id;
    if (waitsForLot && found.lot) return takeLot({ lot: found.lot, newLot: null });
    const next = meant(found, sheet?.positions ?? [], box);
    const isSame = goods !== null && goodsKey(goods) === goodsKey(next);
    if (!isSame && !commit()) return;
    if (next.tracking === 'serial' && !needsLot(next)) return send(next, '1');
    pad.put(next, needsLot(next) ? '' : plus(isSame ? value : '', found.pieces));
    if (found.unknownLot !== null) return tellUnknownLot(found.unknownLot);
    signal('right');
  };
  const meet = (found: Scanned) => {
    setUnknownLot(null);
    if (found.kind === 'place') meetPlace(found);
    else meetGoods(found);
  };
  const refuse = (code: string, error: unknown) => {
    setUnknownLot(null);
    const isUnknown = error instanceof ApiProblem && error.code === 'stocktake.unknownCode';
    if (isUnknown && goods !== null && needsLot(goods)) return tellUnknownLot(code);
    const { title, body } = faultText(error, text);
    say('wrong', isUnknown ? title : [title, body].filter(Boolean).join(' '));
  };
  const scan = useScans({ count, goods, place, places, sheet, commit, meet, refuse });
  return {
    ...entry,
    canUndo: entry.canUndo || pad.takeBack !== undefined,
    undo: pad.takeBack ?? entry.undo,
    say,
    box,
    unknownLot,
    takeLot,
    scan,
    select: (one: SheetPosition) => {
      // A lot that is chosen for goods that were scanned does not enter them.
      if ((goods && needsLot(goods)) || commit()) choose(chosenOf(one));
    },
  };
}
export type Counting = ReturnType<typeof useCounting>;

interface Scans extends Pick<Walk, 'count' | 'place' | 'sheet'> {
  places: readonly RoutePlace[];
  goods: ChosenGoods | null;
  commit: (more: object, typed: string) => boolean;
  meet: (found: Scanned) => void;
  refuse: (code: string, error: unknown) => void;
}

/** Says what each scan means, one after the other: each sees what the one before has changed. */
function useScans(now: Scans): (code: string) => void {
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  const chain = useRef(Promise.resolve());
  const read = async (code: string) => {
    const { goods, places, sheet, count } = latest.current;
    const number = typedNumber(code);
    if (goods && number !== null && !needsLot(goods)) return flushSync(() => void latest.current.commit({}, number));
    try {
      const found = readHere(code, places, sheet) ?? (await ask(count, code, goods));
      flushSync(() => latest.current.meet(found));
      if (found.kind === 'place') await arrived(() => latest.current, found.place);
    } catch (error) {
      flushSync(() => latest.current.refuse(code, error));
    }
  };
  return (code) => {
    chain.current = chain.current.then(() => read(code));
  };
}

function ask(count: number, code: string, goods: ChosenGoods | null): Promise<Scanned> {
  const near = goods ? `&product=${goods.product.id}` : '';
  return request<Scanned>(`stocktake/counts/${count}/scan?code=${encodeURIComponent(code)}${near}`, { timeout: 5_000 });
}

/** Until one stands before the place with its sheet, or it takes too long. */
async function arrived(now: () => Pick<Walk, 'place' | 'sheet'>, place: number): Promise<void> {
  for (let waited = 0; waited < mostWait; waited += look) {
    if (now().place === place && now().sheet?.place.id === place) return;
    await new Promise((resolve) => setTimeout(resolve, look));
  }
}
