import { Button } from '@mantine/core';
import { IconCircleCheck, IconX } from '@tabler/icons-react';
import {
  AskedField,
  Fault,
  faultText,
  IconButton,
  idFor,
  idIn,
  Message,
  notify,
  useMay,
  usePage,
  usePageTitle,
  useReference,
  useSetSearch,
  useText,
} from '#kernel/web/index.ts';
import { MoreButton } from '#kernel/web/parts/MoreButton.tsx';
import { variant } from '#modules/catalog/contract/index.ts';
import { demand } from '../../contract/index.ts';
import { DemandTable } from './DemandTable.tsx';
import classes from './demand.module.css';
import { useAllocating, useDemand } from './use-demand.ts';

/** What is missing, the oldest date first: allocated by the rule, by hand, or taken from somebody who can wait. */
export default function DemandPage() {
  const { t } = useText();
  const may = useMay();
  const { search } = usePage();
  const setSearch = useSetSearch();
  usePageTitle(t('stock.demand.plural'));
  const productId = idIn(search.product);
  const product = useReference(variant, productId);
  const list = useDemand({ product: productId, resource: search.resource, source: search.source });
  const document = search.source ? list.items[0]?.source : undefined;
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('stock.demand.plural')}</h1>
        {may('stock.demand:allocate') && <AllocateAll isEmpty={list.items.length === 0} />}
        <p className={classes.hint}>{t('stock.demand.hint')}</p>
        <div className={classes.filters}>
          <div className={classes.product}>
            <AskedField
              label={t('stock.demand.field.product')}
              resource={demand}
              field="product"
              value={product}
              onChange={(value) => setSearch({ product: idFor(value) })}
            />
          </div>
          {search.source && (
            <span className={classes.chip}>
              {t('stock.demand.ofDocument', { document: document?.title ?? '…' })}
              <IconButton
                label={t('stock.demand.showAll')}
                size={22}
                onClick={() => setSearch({ resource: undefined, source: undefined })}
              >
                <IconX size={14} />
              </IconButton>
            </span>
          )}
        </div>
      </header>
      {list.error && <Fault error={list.error} onRetry={() => list.refetch()} />}
      <div className={classes.scroller} data-list>
        {list.data?.length === 0 && (
          <Message icon={<IconCircleCheck size={32} stroke={1.4} />} title={t('stock.demand.none')}>
            {t('stock.demand.empty')}
          </Message>
        )}
        {list.items.length > 0 && <DemandTable items={list.items} />}
        <div className={classes.more}>
          <MoreButton rest={list} label={t('stock.demand.more')} />
        </div>
      </div>
    </article>
  );
}

function AllocateAll({ isEmpty }: { isEmpty: boolean }) {
  const text = useText();
  const { t } = text;
  const allocating = useAllocating();
  const act = () =>
    allocating.mutate(
      { path: 'stock/allocations' },
      {
        onSuccess: ({ lines, covered }) =>
          notify({
            tone: Number(lines) > 0 ? 'done' : 'note',
            text: t('stock.demand.allocatedAll', { lines: Number(lines), covered: Number(covered) }),
          }),
        onError: (error) => notify({ tone: 'wrong', text: faultText(error, text).title }),
      },
    );
  return (
    <Button
      loading={allocating.isPending}
      disabled={isEmpty}
      data-tip={t('stock.demand.allocateAll.help')}
      onClick={act}
    >
      {t('stock.demand.allocateAll')}
    </Button>
  );
}
