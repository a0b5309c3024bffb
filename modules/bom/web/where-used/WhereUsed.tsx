import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  Fault,
  keys,
  Message,
  PageLink,
  request,
  type SlotProps,
  useFormats,
  useGo,
  useMay,
  useText,
  useWatch,
  Waiting,
} from '#kernel/web/index.ts';
import type { variant } from '#modules/catalog/contract/index.ts';
import { bom, type Use } from '../../contract/index.ts';
import { Item } from '../parts/Item.tsx';
import classes from '../parts/page.module.css';

/** Everything that the variant goes into, over all levels, the nearest first. */
export default function WhereUsed({ row }: SlotProps<typeof variant>) {
  const { t, language } = useText();
  const may = useMay();
  const go = useGo();
  useWatch(bom.name);
  const { data, error, refetch } = useQuery({
    queryKey: keys.list(bom.name, `where used ${row.id} ${language}`),
    queryFn: ({ signal }) => request<{ items: Use[] }>(`bom/where-used?variant=${row.id}`, { signal }),
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.items.length === 0)
    return (
      <Message title={t('bom.whereUsed.title')} role="status">
        {t('bom.whereUsed.none')}
      </Message>
    );
  return (
    <section className={classes.section} aria-label={t('bom.whereUsed.title')}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t('bom.whereUsed.title')}</h2>
        <span className={classes.quiet}>{data.items.length}</span>
        {may('bom.bom:update') && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => go('bom/mass-replace', { search: { component: String(row.id) } })}
          >
            {t('bom.whereUsed.replace')}
          </Button>
        )}
      </div>
      <Uses items={data.items} />
    </section>
  );
}

function Uses({ items }: { items: readonly Use[] }) {
  const { t } = useText();
  const { quantity, int } = useFormats();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('bom.explosion.item')}</th>
            <th scope="col" data-align="end">
              {t('bom.whereUsed.level')}
            </th>
            <th scope="col" data-align="end">
              {t('bom.whereUsed.quantity')}
            </th>
            <th scope="col">{t('bom.bom')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((use) => (
            <tr key={use.variant.id}>
              <th scope="row">
                <Item item={use.variant} />
              </th>
              <td data-align="end">{int(use.level)}</td>
              <td data-align="end">{quantity(use.quantity)}</td>
              <td>
                <PageLink path={`${bom.path}/${use.bom.id}`}>{use.bom.title ?? use.bom.id}</PageLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
