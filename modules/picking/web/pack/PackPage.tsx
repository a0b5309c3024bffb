import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Fault,
  faultText,
  keys,
  newKey,
  notify,
  type PageProps,
  request,
  useFormats,
  useMay,
  usePageTitle,
  useText,
  useWatch,
  Waiting,
} from '#kernel/web/index.ts';
import { ScanInput } from '#kernel/web/workplace/ScanInput.tsx';
import { signal } from '#kernel/web/workplace/signal.ts';
import { BigButton, WorkplacePage, Wrong } from '#kernel/web/workplace/WorkplacePage.tsx';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { isScanOf, readScan } from '#modules/stock/contract/index.ts';
import { type Packing, pickList } from '../../contract/index.ts';
import { PaperLink } from '../record/PaperLink.tsx';
import { NextParcel } from './NextParcel.tsx';
import { Parcels } from './Parcels.tsx';
import classes from './pack.module.css';
import { addTo, type InParcel, keyOf, leftOf } from './parcel-state.ts';

/** The packing table: what was picked goes into parcels, each weighed; then the order leaves. */
export default function PackPage({ params }: PageProps) {
  const id = Number(params.id);
  const { t } = useText();
  useWatch(pickList.name);
  const queryKey = keys.list(pickList.name, `packing ${id}`);
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal: abort }) => request<Packing>(`${pickList.path}/${id}/packing`, { signal: abort }),
  });
  usePageTitle(data ? `${t('picking.pack.title')} ${data.label}` : t('picking.pack.title'));
  return (
    <WorkplacePage
      title={data ? `${t('picking.pack.title')} ${data.order.title ?? ''}` : t('picking.pack.title')}
      note={data ? (data.customer.subtitle ?? data.customer.title ?? '') : ''}
      back="picking/lists"
    >
      {data ? <Table packing={data} /> : error ? <Fault error={error} onRetry={() => void refetch()} /> : <Waiting />}
    </WorkplacePage>
  );
}

function Table({ packing }: { packing: Packing }) {
  const text = useText();
  const { t } = text;
  const client = useQueryClient();
  const { quantity } = useFormats();
  const may = useMay();
  const [inParcel, setInParcel] = useState<InParcel>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = async (path: string, body: object): Promise<boolean> => {
    setWrong(null);
    setBusy(true);
    try {
      await request(path, { method: 'POST', body, idempotencyKey: newKey() });
      await client.invalidateQueries({ queryKey: keys.lists(pickList.name) });
      signal('right');
      return true;
    } catch (fault) {
      signal('wrong');
      const { title, body: detail } = faultText(fault, text);
      notify({ tone: 'wrong', text: title, ...(detail ? { detail } : {}) });
      return false;
    } finally {
      setBusy(false);
    }
  };
  const onScan = (code: string) => {
    const known = packing.lines.filter(({ codes }) => isScanOf(code, codes));
    const line = known.find((one) => leftOf(one, inParcel) > 0);
    signal(line ? 'right' : 'wrong');
    setWrong(null);
    if (line) return setInParcel(addTo(inParcel, line));
    const scanned = readScan(code).text;
    setWrong(t(known.length > 0 ? 'picking.pack.full' : 'picking.pack.unknown', { scanned }));
  };
  const isPacking = packing.state === 'picked';
  const isReady = packing.state === 'packed' || (packing.state === 'picked' && packing.parcels.length === 0);
  return (
    <div className={classes.table}>
      <section className={classes.side} aria-label={t('picking.pack.lines')}>
        {isPacking && <ScanInput label={t('picking.pack.scan')} onScan={onScan} />}
        <Wrong text={wrong} />
        <ul className={classes.lines}>
          {packing.lines.map((line) => (
            <li key={keyOf(line)} className={classes.line}>
              <span className={classes.what}>
                <strong>{line.product.title}</strong>
                <span>{line.product.subtitle}</span>
                <span className={classes.quiet}>
                  {[line.legacyNumber, line.lot?.title].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className={classes.numbers}>
                <strong>{quantity(line.packed)}</strong> / {quantity(line.picked)}
              </span>
            </li>
          ))}
        </ul>
        {packing.missing !== '0' && (
          <p className={classes.missing}>{t('picking.pack.missing', { quantity: quantity(packing.missing) })}</p>
        )}
      </section>
      <section className={classes.side} aria-label={t('picking.pack.parcels')}>
        <Parcels
          packing={packing}
          isFixed={isBusy}
          onUnpack={(parcel) => void act(`picking/parcels/${parcel}/unpack`, {})}
        />
        {isPacking && (
          <NextParcel
            packing={packing}
            inParcel={inParcel}
            onChange={setInParcel}
            isBusy={isBusy}
            onPack={async (body) => {
              const isPacked = await act(`${pickList.path}/${packing.id}/pack`, body);
              if (isPacked) setInParcel({});
              return isPacked;
            }}
          />
        )}
        <div className={classes.papers}>
          <PaperLink path={`${pickList.path}/${packing.id}/packing-slip`} label={t('picking.pack.slip')} isBig />
        </div>
        {packing.state === 'delivered' ? (
          <p className={classes.delivered}>{t('picking.pack.delivered')}</p>
        ) : (
          may('sales.order:deliver') &&
          isReady && (
            <BigButton
              tone={packing.state === 'packed' ? 'primary' : 'plain'}
              isDisabled={isBusy}
              onClick={() => void act(`${salesOrder.path}/${packing.order.id}/deliver`, {})}
            >
              {t('picking.pack.deliver')}
            </BigButton>
          )
        )}
      </section>
    </div>
  );
}
