import { useQuery } from '@tanstack/react-query';
import type { Reference } from '#kernel/contract/index.ts';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import {
  AskedField,
  Fault,
  idFor,
  idIn,
  keys,
  Message,
  PageLink,
  request,
  textFor,
  useFormats,
  usePage,
  usePageTitle,
  useReference,
  useSetSearch,
  useText,
  useWatch,
  Waiting,
} from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { balance, location, lot, movement } from '../../contract/index.ts';
import classes from './past.module.css';

interface Line {
  product: Reference;
  location: Reference;
  compartment: Reference | null;
  lot: Reference | null;
  onHand: string;
}

/** What lay where at the end of a day; the question stands in the address. */
export default function StockAtPage() {
  const { t, language } = useText();
  const { search } = usePage();
  const setSearch = useSetSearch();
  const [product, place] = [idIn(search.product), idIn(search.location)];
  const date = search.date ?? isoDate(new Date());
  const [chosenProduct, chosenPlace] = [useReference(variant, product), useReference(location, place)];
  usePageTitle(t('stock.past.title'));
  useWatch(balance.name);
  const asked = new URLSearchParams({
    date,
    ...(product !== null && { product: String(product) }),
    ...(place !== null && { location: String(place) }),
  });
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: keys.list(balance.name, `at ${asked} ${language}`),
    queryFn: ({ signal }) => request<{ items: Line[]; isCut: boolean }>(`stock/at?${asked}`, { signal }),
    placeholderData: (before) => before,
  });
  return (
    <article className={classes.page}>
      <h1 className={classes.title}>{t('stock.past.title')}</h1>
      <div className={classes.form}>
        <AskedField
          label={t('stock.past.date')}
          resource={movement}
          field="date"
          value={date}
          onChange={(value) => setSearch({ date: textFor(value) })}
        />
        <AskedField
          label={t('stock.balance.field.product')}
          resource={movement}
          field="product"
          value={chosenProduct}
          onChange={(value) => setSearch({ product: idFor(value) })}
        />
        <AskedField
          label={t('stock.balance.field.location')}
          resource={movement}
          field="from"
          value={chosenPlace}
          onChange={(value) => setSearch({ location: idFor(value) })}
        />
      </div>
      {error ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Waiting />
      ) : data.items.length === 0 ? (
        <Message title={t('stock.past.none')} role="status" />
      ) : (
        <div aria-busy={isFetching}>
          {data.isCut && <p className={classes.quiet}>{t('stock.past.cut')}</p>}
          <Lines items={data.items} />
        </div>
      )}
    </article>
  );
}

function Lines({ items }: { items: readonly Line[] }) {
  const { t } = useText();
  const { quantity } = useFormats();
  const link = (path: string, { id, title }: Reference) => (
    <PageLink path={`${path}/${id}`}>{title ?? t('web.ref.hidden')}</PageLink>
  );
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('stock.balance.field.location')}</th>
            <th scope="col">{t('stock.balance.field.compartment')}</th>
            <th scope="col">{t('stock.balance.field.product')}</th>
            <th scope="col">{t('stock.balance.field.lot')}</th>
            <th scope="col" data-align="end">
              {t('stock.balance.field.onHand')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((line) => (
            <tr key={[line.location.id, line.compartment?.id, line.product.id, line.lot?.id].join('/')}>
              <td>{link(location.path, line.location)}</td>
              <td>{line.compartment?.title}</td>
              <td>
                {link(variant.path, line.product)} <span className={classes.quiet}>{line.product.subtitle}</span>
              </td>
              <td>{line.lot && link(lot.path, line.lot)}</td>
              <td data-align="end">{quantity(line.onHand)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
