import { useState } from 'react';
import { type ChosenGoods, goodsKey } from './goods.ts';

interface Pad {
  goods: ChosenGoods | null;
  value: string;
  choose: (goods: ChosenGoods | null, value?: string) => void;
}
interface Scanned {
  goods: string;
  /** What stood on the pad before each scan, and now; null: nothing was chosen. */
  values: readonly (string | null)[];
}

/** What scans have put on the pad and is not entered yet: the last of them can be taken back. */
export function useScannedPieces({ goods, value, choose }: Pad, onTakenBack: (goods: ChosenGoods) => void) {
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const isOnPad = scanned !== null && goods !== null && scanned.goods === goodsKey(goods);
  // What was typed since is no scan.
  const values = isOnPad && scanned.values.at(-1) === value ? scanned.values : null;
  const takeBack = (from: Scanned['values'], on: ChosenGoods) => {
    const before = from.at(-2) ?? null;
    choose(before === null ? null : on, before ?? '');
    setScanned(from.length > 2 ? { goods: goodsKey(on), values: from.slice(0, -1) } : null);
    onTakenBack(on);
  };
  return {
    put: (next: ChosenGoods, pieces: string) => {
      const key = goodsKey(next);
      const isSame = goods !== null && goodsKey(goods) === key;
      choose(next, pieces);
      setScanned({ goods: key, values: [...(isSame ? (values ?? [value]) : [null]), pieces] });
    },
    /** Absent: the last thing on the pad is no scan. */
    takeBack: values && goods ? () => takeBack(values, goods) : undefined,
  };
}
