import { useQuery } from '@tanstack/react-query';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import {
  AskedField,
  idFor,
  idIn,
  keys,
  Message,
  request,
  textFor,
  useFormats,
  useLabels,
  usePage,
  usePageTitle,
  useReference,
  useSetSearch,
  useText,
  useWatch,
} from '#kernel/web/index.ts';
import { Answer } from '#kernel/web/parts/Answer.tsx';
import { DataTable, Quiet } from '#kernel/web/parts/DataTable.tsx';
import { PageFrame } from '#kernel/web/parts/PageFrame.tsx';
import { variant } from '#modules/catalog/contract/index.ts';
import { balance, location, lot, movement, type StockAtLine } from '../../contract/index.ts';
import { TitleLink } from '../parts/TitleLink.tsx';
import classes from './past.module.css';

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
  const query = useQuery({
    queryKey: keys.list(balance.name, `at ${asked} ${language}`),
    queryFn: ({ signal }) => request<{ items: StockAtLine[]; isCut: boolean }>(`stock/at?${asked}`, { signal }),
    placeholderData: (before) => before,
  });
  return (
    <PageFrame title={t('stock.past.title')}>
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
      <Answer
        query={query}
        isNone={({ items }) => items.length === 0}
        none={<Message title={t('stock.past.none')} role="status" />}
      >
        {({ items, isCut }) => (
          <>
            {isCut && <p className={classes.quiet}>{t('stock.past.cut')}</p>}
            <Lines items={items} />
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Lines({ items }: { items: readonly StockAtLine[] }) {
  const { quantity } = useFormats();
  const labels = useLabels(balance);
  return (
    <DataTable
      rows={items}
      keyOf={(line) => [line.location.id, line.compartment?.id, line.product.id, line.lot?.id].join('/')}
      columns={[
        { title: labels.field('location'), value: (line) => <TitleLink path={location.path} to={line.location} /> },
        { title: labels.field('compartment'), value: ({ compartment }) => compartment?.title },
        {
          title: labels.field('product'),
          value: ({ product }) => (
            <>
              <TitleLink path={variant.path} to={product} /> <Quiet>{product.subtitle}</Quiet>
            </>
          ),
        },
        { title: labels.field('lot'), value: (line) => <TitleLink path={lot.path} to={line.lot} /> },
        { title: labels.field('onHand'), align: 'end', value: ({ onHand }) => quantity(onHand) },
      ]}
    />
  );
}
