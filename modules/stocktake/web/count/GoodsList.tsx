import { IconCheck, IconClockUp } from '@tabler/icons-react';
import { f, type Reference } from '#kernel/contract/index.ts';
import { AskedField, useFormats, useText } from '#kernel/web/index.ts';
import { position, type SheetPosition } from '../../contract/index.ts';
import classes from './count.module.css';
import { goodsKey, keyOf, type Unsent } from './goods.ts';
import type { Counting } from './use-counting.ts';

const question = { name: position.name, fields: { product: f.ref('catalog.variant') } };

interface GoodsListProps {
  positions: readonly SheetPosition[];
  counting: Counting;
  waiting: readonly Unsent[];
}

/** What is to be counted here, and what oneself has counted of it. */
export function GoodsList({ positions, counting, waiting }: GoodsListProps) {
  const { t } = useText();
  const unsent = new Map(waiting.map((one) => [one.goods, one.quantity ?? '']));
  const chosen = counting.goods ? goodsKey(counting.goods) : null;
  return (
    <>
      {positions.length === 0 && <p className={classes.over}>{t('stocktake.walk.emptyPlace')}</p>}
      <ul className={classes.goods}>
        {positions.map((one) => (
          <li key={one.id}>
            <GoodsRow
              one={one}
              unsent={unsent.get(keyOf(one)) ?? null}
              isChosen={keyOf(one) === chosen}
              onSelect={() => counting.select(one)}
            />
          </li>
        ))}
      </ul>
      <div className={classes.other}>
        <AskedField
          label={t('stocktake.walk.otherProduct')}
          resource={question}
          field="product"
          value={null}
          onChange={(value) => {
            const product = value as Reference | null;
            if (product?.title) counting.scan(product.title);
          }}
        />
      </div>
    </>
  );
}

interface GoodsRowProps {
  one: SheetPosition;
  unsent: string | null;
  isChosen: boolean;
  onSelect: () => void;
}

function GoodsRow({ one, unsent, isChosen, onSelect }: GoodsRowProps) {
  const { t } = useText();
  const { quantity } = useFormats();
  const isDone = one.state === 'counted' || one.state === 'recounted';
  const shown = unsent ?? one.counted;
  return (
    <button
      type="button"
      className={classes.row}
      aria-pressed={isChosen}
      data-done={isDone || undefined}
      onClick={onSelect}
    >
      <span className={classes.sku}>
        {one.product.title}
        <span className={classes.quiet}>{one.product.subtitle}</span>
      </span>
      <span className={classes.where}>
        {one.lot && <span>{one.lot.title}</span>}
        {one.compartment && <span>{one.compartment.title}</span>}
        {one.isForOthers && <span>{t('stocktake.walk.forOthers')}</span>}
      </span>
      <span className={classes.figure}>
        {shown !== null && shown !== '' ? `${quantity(shown)} ${one.unit}` : isDone ? t('stocktake.walk.byOthers') : ''}
      </span>
      <span className={classes.mark} data-state={unsent !== null ? 'waiting' : isDone ? 'done' : 'open'} aria-hidden>
        {unsent !== null ? <IconClockUp size={20} /> : isDone && <IconCheck size={22} />}
      </span>
    </button>
  );
}
