import { useState } from 'react';
import type { Reference } from '#kernel/contract/index.ts';
import { ApiProblem, faultText, request, useText } from '#kernel/web/index.ts';
import { signal } from '#kernel/web/workplace/signal.ts';
import type { Scanned, SheetPosition } from '../../contract/index.ts';
import { type ChosenGoods, chosenOf, goodsKey, needsLot, onSheet, plus, typedNumber } from './goods.ts';
import { useEntry, type Walk } from './use-entry.ts';

type ScannedPlace = Extract<Scanned, { kind: 'place' }>;
type ScannedGoods = Extract<Scanned, { kind: 'goods' }>;

/** The goods that a scan means here: those on the sheet, unless it still has to be said which lot. */
function meant(found: ScannedGoods, positions: readonly SheetPosition[], box: Reference | null): ChosenGoods {
  const known = found.lot !== null || found.tracking === 'none' ? onSheet(positions, found, box) : null;
  return known ? chosenOf(known) : { ...found, newLot: null, compartment: box };
}

/** One person before one place: what is entered there, and what a scan does. */
export function useCounting(walk: Walk) {
  const { count, place, sheet, goTo, say } = walk;
  const text = useText();
  const { t } = text;
  const entry = useEntry(walk);
  const { goods, value, choose, commit, send } = entry;
  const [scannedBox, setBox] = useState<{ place: number; box: Reference | null } | null>(null);
  const [unknownLot, setUnknownLot] = useState<string | null>(null);
  const box = scannedBox?.place === place ? scannedBox.box : null;
  const takeLot = (lot: Pick<ChosenGoods, 'lot' | 'newLot'>) => {
    if (!goods) return;
    setUnknownLot(null);
    if (goods.tracking === 'serial') send({ ...goods, ...lot }, '1');
    else choose({ ...goods, ...lot });
  };
  const meetPlace = ({ compartment, location, place: next }: ScannedPlace) => {
    if (!commit()) return;
    choose(null);
    setBox({ place: next, box: compartment });
    say('done', compartment?.title ?? location.title ?? '');
    if (next !== place) goTo(next);
  };
  const meetGoods = (found: ScannedGoods) => {
    if (place === null) return say('wrong', t('stocktake.walk.placeFirst'));
    const waitsForLot = goods !== null && needsLot(goods) && found.product.id === goods.product.id;
    if (waitsForLot && found.lot) return takeLot({ lot: found.lot, newLot: null });
    const next = meant(found, sheet?.positions ?? [], box);
    const isSame = goods !== null && goodsKey(goods) === goodsKey(next);
    if (!isSame && !commit()) return;
    if (next.tracking === 'serial' && !needsLot(next)) return send(next, '1');
    signal('right');
    choose(next, needsLot(next) ? '' : plus(isSame ? value : '', found.pieces));
  };
  const scan = async (code: string) => {
    const number = typedNumber(code);
    if (goods && number !== null && !needsLot(goods)) return void commit({}, number);
    const near = goods ? `&product=${goods.product.id}` : '';
    setUnknownLot(null);
    try {
      const found = await request<Scanned>(`stocktake/counts/${count}/scan?code=${encodeURIComponent(code)}${near}`);
      if (found.kind === 'place') meetPlace(found);
      else meetGoods(found);
    } catch (error) {
      const isUnknown = error instanceof ApiProblem && error.code === 'stocktake.unknownCode';
      const isLot = isUnknown && goods !== null && needsLot(goods);
      if (isLot) setUnknownLot(code);
      say('wrong', isLot ? t('stocktake.walk.lotUnknown', { lot: code }) : faultText(error, text).title);
    }
  };
  return {
    ...entry,
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
