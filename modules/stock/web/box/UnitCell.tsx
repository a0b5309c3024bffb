import { IconDots } from '@tabler/icons-react';
import { IconButton, MenuButton, PageLink, useFormats, useMay, useText } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import classes from './box.module.css';
import { colorOf, type Unit } from './slot-layout.ts';
import type { useBoxActs } from './use-box-acts.ts';

interface UnitCellProps {
  unit: Unit;
  isSelected: boolean;
  onSelect: () => void;
  acts: ReturnType<typeof useBoxActs>;
}

/** One compartment, or one free slot. */
export function UnitCell({ unit, isSelected, onSelect, acts }: UnitCellProps) {
  const { t } = useText();
  const may = useMay();
  const { quantity } = useFormats();
  const { compartment, product, slots, label, onHand, reserved, lots } = unit;
  const range = { firstSlot: slots[0]?.position ?? 1, lastSlot: slots.at(-1)?.position ?? 1 };
  const isEmpty = Number(onHand) === 0;
  const items = [
    ...(may('stock.box:put') ? [{ label: t('stock.slots.putIn'), run: () => void acts.put(unit, range) }] : []),
    ...(compartment && !isEmpty && may('stock.box:shift')
      ? [{ label: t('stock.slots.shift'), run: () => void acts.shift(unit) }]
      : []),
    ...(compartment && may('stock.box:split')
      ? [{ label: t('stock.slots.takeApart'), run: () => void acts.split(unit) }]
      : []),
  ];
  return (
    <div
      className={classes.unit}
      data-free={compartment === null || undefined}
      data-selected={isSelected || undefined}
      style={{ '--slots': slots.length } as React.CSSProperties}
    >
      <div className={classes.strip} aria-hidden>
        {slots.map(({ position, color }) => (
          <span key={position} style={{ background: colorOf(color) }} />
        ))}
      </div>
      <div className={classes.unitHead}>
        <button
          type="button"
          className={classes.codes}
          aria-pressed={isSelected}
          aria-label={t('stock.slots.select', { slots: label })}
          onClick={onSelect}
        >
          {slots.map(({ position, code, color }) => (
            <span key={position} className={classes.code}>
              {colorOf(color) && (
                <span className={classes.dot} style={{ background: colorOf(color) }} data-tip={color} />
              )}
              {code}
            </span>
          ))}
        </button>
        {items.length > 0 && (
          <MenuButton
            trigger={
              <IconButton label={t('stock.slots.menu', { slots: label })}>
                <IconDots size={16} />
              </IconButton>
            }
            items={items}
          />
        )}
      </div>
      {product ? (
        <div className={classes.content}>
          <div className={classes.names}>
            <PageLink path={`${variant.path}/${product.id}`} className={classes.sku}>
              {product.title ?? t('web.ref.hidden')}
            </PageLink>
            {product.subtitle && <span className={classes.name}>{product.subtitle}</span>}
            {lots.map(({ lot, onHand: amount }) => (
              <span key={lot.id} className={classes.name}>
                {lot.title} · {quantity(amount)}
              </span>
            ))}
          </div>
          <div className={classes.amount} aria-live="polite">
            <span className={classes.big} data-none={isEmpty || undefined}>
              {quantity(onHand)}
            </span>
            {Number(reserved) > 0 && (
              <span className={classes.name}>{t('stock.slots.reserved', { quantity: quantity(reserved) })}</span>
            )}
          </div>
        </div>
      ) : (
        <p className={classes.free}>{t(compartment ? 'stock.slots.empty' : 'stock.slots.free')}</p>
      )}
    </div>
  );
}
