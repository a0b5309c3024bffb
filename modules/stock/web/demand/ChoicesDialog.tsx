import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import {
  type DialogProps,
  Fault,
  faultText,
  useFormats,
  useMay,
  useRecord,
  useText,
  ValueInput,
} from '#kernel/web/index.ts';
import { type DemandChoices, demand, type OpenDemand } from '../../contract/index.ts';
import classes from './demand.module.css';
import { SourceLink } from './SourceLink.tsx';
import { useAllocating, useChoices } from './use-demand.ts';

/** By hand: from this place and lot, or from somebody who has it. It stays open until nothing is missing. */
export default function ChoicesDialog({ item, close }: { item: OpenDemand } & DialogProps<true>) {
  const text = useText();
  const { t } = text;
  const may = useMay();
  const { quantity } = useFormats();
  const { data: row } = useRecord(demand, item.id);
  const choices = useChoices(item.id);
  const allocating = useAllocating();
  const open = row?.quantity ?? item.quantity;
  const isCovered = row?.state === 'covered';
  const send = (path: string, body: Record<string, unknown>) => allocating.mutate({ path, body });
  const fault = allocating.error ? faultText(allocating.error, text) : null;
  const { places = [], held = [] } = choices.data ?? {};
  return (
    <Dialog title={`${item.product.title} · ${item.source.title ?? ''}`} onClose={() => close()} size="xl">
      <p className={isCovered ? classes.free : classes.missing} role="status">
        {isCovered ? t('stock.demand.covered') : t('stock.demand.stillMissing', { quantity: quantity(open) })}
      </p>
      {fault && (
        <p className={classes.fault} role="alert">
          {fault.title}
        </p>
      )}
      {choices.error && <Fault error={choices.error} onRetry={() => void choices.refetch()} />}
      {may('stock.demand:assign') && places.length > 0 && (
        <section className={classes.section}>
          <h3>{t('stock.demand.places')}</h3>
          <table className={classes.choices}>
            <PlaceHead />
            <tbody>
              {places.map((place) => (
                <PlaceRow
                  key={`${place.location.id} ${place.compartment?.id} ${place.lot?.id}`}
                  place={place}
                  open={open}
                  isBusy={allocating.isPending || isCovered}
                  onTake={(amount) =>
                    send(`${demand.path}/${item.id}/assign`, {
                      location: place.location.id,
                      ...(place.compartment && { compartment: place.compartment.id }),
                      ...(place.lot && { lot: place.lot.id }),
                      quantity: amount,
                    })
                  }
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {may('stock.reservation:reassign') && held.length > 0 && (
        <section className={classes.section}>
          <h3>{t('stock.demand.held')}</h3>
          <table className={classes.choices}>
            <HeldHead />
            <tbody>
              {held.map((one) => (
                <HeldRow
                  key={one.reservation}
                  held={one}
                  open={open}
                  isBusy={allocating.isPending || isCovered}
                  onTake={(amount) =>
                    send(`stock/reservations/${one.reservation}/reassign`, { demand: item.id, quantity: amount })
                  }
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {choices.isSuccess && places.length + held.length === 0 && <p>{t('stock.demand.nowhere')}</p>}
    </Dialog>
  );
}

function PlaceHead() {
  const { t } = useText();
  return (
    <thead>
      <tr>
        <th scope="col">{t('stock.reservation.field.location')}</th>
        <th scope="col">{t('stock.reservation.field.lot')}</th>
        <th scope="col" data-align="end">
          {t('stock.demand.available')}
        </th>
        <th scope="col" data-align="end">
          {t('stock.demand.take')}
        </th>
        <th aria-label={t('stock.demand.acts')} />
      </tr>
    </thead>
  );
}

function HeldHead() {
  const { t } = useText();
  return (
    <thead>
      <tr>
        <th scope="col">{t('stock.reservation.field.source')}</th>
        <th scope="col">{t('stock.reservation.field.due')}</th>
        <th scope="col">{t('stock.reservation.field.location')}</th>
        <th scope="col" data-align="end">
          {t('stock.demand.has')}
        </th>
        <th scope="col" data-align="end">
          {t('stock.demand.take')}
        </th>
        <th aria-label={t('stock.demand.acts')} />
      </tr>
    </thead>
  );
}

interface TakeProps {
  /** Still missing. */
  open: string;
  isBusy: boolean;
  onTake: (quantity: string) => void;
}

function PlaceRow({ place, ...take }: { place: DemandChoices['places'][number] } & TakeProps) {
  const { t } = useText();
  const { quantity, date } = useFormats();
  return (
    <tr>
      <th scope="row">
        {place.location.title} <span className={classes.quiet}>{place.compartment?.title}</span>
      </th>
      <td>
        {place.lot?.title}{' '}
        {place.expiresOn && (
          <span className={classes.quiet}>{t('stock.demand.expires', { day: date(place.expiresOn) })}</span>
        )}
      </td>
      <td data-align="end">{quantity(place.free)}</td>
      <Take most={place.free} action={t('stock.demand.reserve')} name={place.location.title ?? ''} {...take} />
    </tr>
  );
}

function HeldRow({ held, ...take }: { held: DemandChoices['held'][number] } & TakeProps) {
  const { t } = useText();
  const { quantity, date } = useFormats();
  return (
    <tr>
      <th scope="row">
        <SourceLink source={held.source} />
      </th>
      <td>{held.due && date(held.due)}</td>
      <td>
        {held.location.title} <span className={classes.quiet}>{held.lot?.title}</span>
      </td>
      <td data-align="end">{quantity(held.quantity)}</td>
      <Take most={held.quantity} action={t('stock.demand.reassign')} name={held.source.title ?? ''} {...take} />
    </tr>
  );
}

function Take({
  most,
  action,
  name,
  open,
  isBusy,
  onTake,
}: TakeProps & { most: string; action: string; name: string }) {
  const { t } = useText();
  const [typed, setTyped] = useState<unknown>(null);
  const proposed = Number(open) < Number(most) ? open : most;
  const amount = typeof typed === 'string' && typed !== '' ? typed : proposed;
  return (
    <>
      <td className={classes.amount}>
        <ValueInput
          resource={demand}
          field="quantity"
          aria-label={t('stock.demand.takeFrom', { name })}
          value={typed ?? proposed}
          onChange={setTyped}
        />
      </td>
      <td className={classes.acts}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={isBusy}
          onClick={() => {
            onTake(amount);
            setTyped(null);
          }}
        >
          {action}
        </Button>
      </td>
    </>
  );
}
