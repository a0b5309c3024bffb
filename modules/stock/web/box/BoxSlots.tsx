import { Button } from '@mantine/core';
import { useState } from 'react';
import { type SlotProps, useList, useMay, useText } from '#kernel/web/index.ts';
import { balance, type box, compartment } from '../../contract/index.ts';
import classes from './box.module.css';
import { rangeOf, unitsOf } from './slot-layout.ts';
import { UnitCell } from './UnitCell.tsx';
import { useBoxActs } from './use-box-acts.ts';

/** A box holds at most sixty slots; its compartments and their lots fit one page. */
const all = 200;

/** The box from above: compartments with what lies in them, and free slots; joined, filled and split from here. */
export default function BoxSlots({ row }: SlotProps<typeof box>) {
  const { t } = useText();
  const may = useMay();
  const acts = useBoxActs(row);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const compartments = useList(compartment, {
    filters: [
      { field: 'box', operator: 'eq', value: String(row.id) },
      { field: 'state', operator: 'eq', value: 'active' },
    ],
    limit: all,
  });
  const ids = compartments.rows.map(({ id }) => id);
  const balances = useList(balance, {
    filters: [{ field: 'compartment', operator: 'in', value: ids.length > 0 ? ids.join() : '0' }],
    limit: all,
  });
  const units = unitsOf(row.slots, compartments.rows, balances.rows);
  const range = rangeOf(units, selected);
  const toggle = (position: number) =>
    setSelected((now) => {
      const next = new Set(now);
      if (!next.delete(position)) next.add(position);
      return next;
    });
  const done = () => setSelected(new Set());
  const isFree = range?.units.every((unit) => unit.compartment === null) ?? false;
  const label =
    range &&
    `${range.units[0]?.slots[0]?.code}${range.lastSlot > range.firstSlot ? `–${range.units.at(-1)?.slots.at(-1)?.code}` : ''}`;
  return (
    <section className={classes.slots} aria-label={t('stock.slots.title')}>
      <div className={classes.units} aria-busy={compartments.isPending}>
        {units.map((unit) => (
          <UnitCell
            key={unit.slots[0]?.position}
            unit={unit}
            isSelected={unit.slots.some(({ position }) => selected.has(position))}
            onSelect={() => toggle(unit.slots[0]?.position ?? 0)}
            acts={acts}
          />
        ))}
      </div>
      {range && (
        <div className={classes.bar} role="toolbar" aria-label={t('stock.slots.chosen', { slots: label ?? '' })}>
          <span className={classes.chosen}>{t('stock.slots.chosen', { slots: label ?? '' })}</span>
          {may('stock.box:join') && range.units.length > 1 && (
            <Button variant="default" onClick={() => void acts.join(range, range.units).then(done)}>
              {t('stock.slots.join')}
            </Button>
          )}
          {may('stock.box:put') && isFree && (
            <Button
              onClick={() => {
                done();
                void acts.put({ compartment: null, product: null }, range);
              }}
            >
              {t('stock.slots.putIn')}
            </Button>
          )}
          <Button variant="subtle" onClick={done}>
            {t('stock.slots.unselect')}
          </Button>
        </div>
      )}
      {!range && units.length > 1 && may('stock.box:join') && <p className={classes.hint}>{t('stock.slots.hint')}</p>}
    </section>
  );
}
