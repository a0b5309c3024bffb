import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { f } from '#kernel/contract/index.ts';
import {
  AskedField,
  idFor,
  idIn,
  keys,
  Message,
  PageLink,
  request,
  useMay,
  usePage,
  useReference,
  useSetSearch,
  useText,
  useWatch,
} from '#kernel/web/index.ts';
import { DownloadMenu } from '#kernel/web/list/DownloadMenu.tsx';
import { Answer } from '#kernel/web/parts/Answer.tsx';
import { ChoiceButtons } from '#kernel/web/parts/ChoiceButtons.tsx';
import { PageFrame } from '#kernel/web/parts/PageFrame.tsx';
import { balance, warehouse } from '#modules/stock/contract/index.ts';
import { rule, type Shortages } from '../../contract/index.ts';
import { ShortagesTable } from './ShortagesTable.tsx';
import classes from './shortages.module.css';

const asking = { name: rule.name, fields: { warehouse: f.ref(warehouse.name) } };

/** What is or will be short, the most urgent first; quantities follow the stock while one looks. */
export default function ShortagesPage() {
  const { t, language } = useText();
  const may = useMay();
  const { search } = usePage();
  const setSearch = useSetSearch();
  const asked = idIn(search.warehouse);
  const place = useReference(warehouse, asked);
  const show = search.show === 'all' ? 'all' : 'short';
  useWatch(balance.name);
  const question = new URLSearchParams({ show, ...(asked !== null && { warehouse: String(asked) }) });
  const query = useQuery({
    queryKey: keys.list(balance.name, `shortages ${question} ${language}`),
    queryFn: ({ signal }) => request<Shortages>(`replenishment/shortages?${question}&limit=500`, { signal }),
    placeholderData: (before) => before,
  });
  return (
    <PageFrame
      title={t('replenishment.shortages.title')}
      actions={
        <>
          {may(`${rule.name}:create`) && (
            <PageLink path={`${rule.path}/new`}>{t('replenishment.shortages.newRule')}</PageLink>
          )}
          <DownloadMenu address={(format) => `replenishment/shortages/export?${question}&format=${format}`} />
        </>
      }
    >
      <div className={classes.tools}>
        <ChoiceButtons
          label={t('replenishment.shortages.show')}
          options={['short', 'all'] as const}
          value={show}
          text={(one) => t(`replenishment.shortages.show.${one}`)}
          onChange={(one) => setSearch({ show: one === 'short' ? undefined : one })}
        />
        <div className={classes.warehouse}>
          <AskedField
            label={t('stock.warehouse')}
            resource={asking}
            field="warehouse"
            value={place}
            onChange={(value) => setSearch({ warehouse: idFor(value) })}
          />
        </div>
      </div>
      <Answer
        query={query}
        isNone={({ items }) => items.length === 0}
        none={
          <Message
            icon={<IconCircleCheck size={32} stroke={1.4} />}
            title={t('replenishment.shortages.nothing')}
            role="status"
          >
            {t('replenishment.shortages.nothing.body')}
          </Message>
        }
      >
        {(shortages) => <ShortagesTable shortages={shortages} />}
      </Answer>
    </PageFrame>
  );
}
