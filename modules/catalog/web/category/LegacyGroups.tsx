import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText, keys, newKey, notify, PageLink, request, useMay, useText } from '#kernel/web/index.ts';
import { categoryMapping, product, variant } from '../../contract/index.ts';
import classes from './category.module.css';

interface Mapped {
  groups: { legacyGroup: string; category: number | null; products: number }[];
  moved: number;
}

/** Says how many parent products of the legacy system wait for a category, and sorts those whose group is mapped. */
export function LegacyGroups() {
  const may = useMay();
  return may(`${product.name}:update`) ? <Waiting /> : null;
}

const waiting = ['catalog.categoryMapping', 'waiting'];

function Waiting() {
  const text = useText();
  const { t } = text;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const path = `${categoryMapping.path}/apply`;
  const { data } = useQuery({
    queryKey: waiting,
    queryFn: () => request<Mapped>(path, { method: 'POST', body: { dryRun: true } }),
  });
  if (!data || data.groups.length === 0) return null;
  const products = data.groups.reduce((sum, group) => sum + group.products, 0);
  const open = data.groups.filter(({ category }) => category === null);
  const apply = async () => {
    setBusy(true);
    try {
      const { moved } = await request<Mapped>(path, { method: 'POST', body: {}, idempotencyKey: newKey() });
      for (const { name } of [categoryMapping, product, variant])
        void client.invalidateQueries({ queryKey: keys.lists(name) });
      void client.invalidateQueries({ queryKey: waiting });
      notify({ tone: 'done', text: t('catalog.groups.done', { count: moved }) });
    } catch (error) {
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={classes.groups} aria-label={t('catalog.groups.title')}>
      <div>
        <p className={classes.groupsTitle}>{t('catalog.groups.waiting', { count: products })}</p>
        {open.length > 0 && (
          <p>
            {t('catalog.groups.open', {
              count: open.length,
              groups: open
                .slice(0, 6)
                .map(({ legacyGroup }) => legacyGroup)
                .join(', '),
            })}
          </p>
        )}
        <PageLink path={categoryMapping.path}>{t('catalog.groups.map')}</PageLink>
      </div>
      <Button variant="default" loading={busy} onClick={() => void apply()}>
        {data.moved > 0 ? t('catalog.groups.apply', { count: data.moved }) : t('catalog.groups.list')}
      </Button>
    </section>
  );
}
