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
import { type DataColumn, Quiet, TableSection } from '#kernel/web/parts/DataTable.tsx';
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
  const columns = useChoiceColumns({ open, isBusy: allocating.isPending || isCovered });
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
        <TableSection
          title={t('stock.demand.places')}
          none=""
          rows={places}
          keyOf={(place) => `${place.location.id} ${place.compartment?.id} ${place.lot?.id}`}
          columns={columns.places((place, amount) =>
            send(`${demand.path}/${item.id}/assign`, {
              location: place.location.id,
              ...(place.compartment && { compartment: place.compartment.id }),
              ...(place.lot && { lot: place.lot.id }),
              quantity: amount,
            }),
          )}
        />
      )}
      {may('stock.reservation:reassign') && held.length > 0 && (
        <TableSection
          title={t('stock.demand.held')}
          none=""
          rows={held}
          keyOf={({ reservation }) => reservation}
          columns={columns.held(({ reservation }, amount) =>
            send(`stock/reservations/${reservation}/reassign`, { demand: item.id, quantity: amount }),
          )}
        />
      )}
      {choices.isSuccess && places.length + held.length === 0 && <p>{t('stock.demand.nowhere')}</p>}
    </Dialog>
  );
}

type Place = DemandChoices['places'][number];
type Held = DemandChoices['held'][number];
type Taking<T> = (from: T, quantity: string) => void;

/** What is told of each place and of each holder, and how much shall be taken from there. */
function useChoiceColumns(state: TakeState) {
  const { t } = useText();
  const { quantity, date } = useFormats();
  const places = (onTake: Taking<Place>): DataColumn<Place>[] => [
    {
      title: t('stock.reservation.field.location'),
      value: ({ location, compartment }) => (
        <>
          {location.title} <Quiet>{compartment?.title}</Quiet>
        </>
      ),
    },
    {
      title: t('stock.reservation.field.lot'),
      value: ({ lot, expiresOn }) => (
        <>
          {lot?.title} {expiresOn && <Quiet>{t('stock.demand.expires', { day: date(expiresOn) })}</Quiet>}
        </>
      ),
    },
    { title: t('stock.demand.available'), align: 'end', value: ({ free }) => quantity(free) },
    {
      title: t('stock.demand.take'),
      align: 'end',
      value: (place) => (
        <Take
          {...state}
          most={place.free}
          action={t('stock.demand.reserve')}
          name={place.location.title ?? ''}
          onTake={(amount) => onTake(place, amount)}
        />
      ),
    },
  ];
  const held = (onTake: Taking<Held>): DataColumn<Held>[] => [
    { title: t('stock.reservation.field.source'), value: ({ source }) => <SourceLink source={source} /> },
    { title: t('stock.reservation.field.due'), look: 'tight', value: ({ due }) => due && date(due) },
    {
      title: t('stock.reservation.field.location'),
      value: ({ location, lot }) => (
        <>
          {location.title} <Quiet>{lot?.title}</Quiet>
        </>
      ),
    },
    { title: t('stock.demand.has'), align: 'end', value: (one) => quantity(one.quantity) },
    {
      title: t('stock.demand.take'),
      align: 'end',
      value: (one) => (
        <Take
          {...state}
          most={one.quantity}
          action={t('stock.demand.reassign')}
          name={one.source.title ?? ''}
          onTake={(amount) => onTake(one, amount)}
        />
      ),
    },
  ];
  return { places, held };
}

interface TakeState {
  /** Still missing. */
  open: string;
  isBusy: boolean;
}
interface TakeProps extends TakeState {
  most: string;
  action: string;
  name: string;
  onTake: (quantity: string) => void;
}

function Take({ most, action, name, open, isBusy, onTake }: TakeProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<unknown>(null);
  const proposed = Number(open) < Number(most) ? open : most;
  const amount = typeof typed === 'string' && typed !== '' ? typed : proposed;
  return (
    <span className={classes.take}>
      <ValueInput
        resource={demand}
        field="quantity"
        aria-label={t('stock.demand.takeFrom', { name })}
        value={typed ?? proposed}
        onChange={setTyped}
      />
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
    </span>
  );
}
