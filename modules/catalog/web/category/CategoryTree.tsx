import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { WireRow } from '#kernel/contract/index.ts';
import {
  Fault,
  faultText,
  fieldMessages,
  Message,
  notify,
  openDialog,
  useGo,
  useList,
  useMay,
  usePageTitle,
  useSave,
  useText,
} from '#kernel/web/index.ts';
import { category } from '../../contract/index.ts';
import { CategoryRow } from './CategoryRow.tsx';
import classes from './category.module.css';
import { holds, treeOf, visible } from './category-tree.ts';
import { LegacyGroups } from './LegacyGroups.tsx';

export type Category = WireRow<typeof category>;

/** All categories, and the one that somebody drags. */
function useEveryCategory() {
  const list = useList(category, { sort: 'code', limit: 200 });
  const { hasMore, isFetchingMore, fetchMore } = list;
  useEffect(() => {
    if (hasMore && !isFetchingMore) fetchMore();
  }, [hasMore, isFetchingMore, fetchMore]);
  return list;
}

/** Puts a category below another one (or at the top), and says so; a circle is refused by the server, with its path. */
function useMove() {
  const text = useText();
  const save = useSave(category);
  return async (row: Category, parent: { id: number; title?: string | null } | null) => {
    try {
      await save.mutateAsync({ id: row.id, version: row.version, values: { parent: parent?.id ?? null } });
      const name = row.name?.[text.language] ?? row.code;
      notify({
        tone: 'done',
        text: parent
          ? text.t('catalog.tree.moved', { category: name, parent: parent.title ?? '' })
          : text.t('catalog.tree.movedUp', { category: name }),
      });
    } catch (error) {
      const { title, body } = faultText(error, text);
      const refusal = fieldMessages(error).parent;
      notify({ tone: 'wrong', text: refusal ?? title, ...(body && !refusal ? { detail: body } : {}) });
    }
  };
}

/** The categories as the tree they are: open and close, drag to move, or move by the menu of each. */
export default function CategoryTree() {
  const { t, language } = useText();
  const go = useGo();
  const may = useMay();
  const list = useEveryCategory();
  const move = useMove();
  const tree = useMemo(() => treeOf(list.rows), [list.rows]);
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [dragged, setDragged] = useState<Category | null>(null);
  usePageTitle(t('catalog.tree.title'));
  const nodes = visible(tree, closed);
  const draggedNode = visible(tree, new Set()).find(({ row }) => row.id === dragged?.id);
  const mayMove = may('catalog.category:update');
  const takes = (row: Category | null) =>
    dragged !== null && (row === null ? dragged.parent !== null : !(draggedNode && holds(draggedNode, row.id)));
  const drop = (row: Category | null) => {
    if (dragged && takes(row)) void move(dragged, row && { id: row.id, title: row.name?.[language] ?? row.code });
    setDragged(null);
  };
  const ask = async (row: Category) => {
    const parent = await openDialog(() => import('./MoveDialog.tsx'), { row });
    if (parent) await move(row, parent.to);
  };
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('catalog.tree.title')}</h1>
        {!list.isPending && <span className={classes.quiet}>{list.rows.length}</span>}
        {may('catalog.category:create') && (
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => go(`${category.path}/new`)}
            className={classes.add ?? ''}
          >
            {t('catalog.tree.add')}
          </Button>
        )}
      </header>
      <LegacyGroups />
      {list.error && list.rows.length === 0 ? (
        <Fault error={list.error} onRetry={list.refetch} />
      ) : list.rows.length === 0 && !list.isPending ? (
        <Message title={t('catalog.tree.none')} role="status" />
      ) : (
        <>
          {mayMove && <p className={classes.quiet}>{t('catalog.tree.hint')}</p>}
          <ul className={classes.tree} aria-label={t('catalog.tree.title')} aria-busy={list.isPending}>
            {nodes.map((node) => (
              <CategoryRow
                key={node.row.id}
                node={node}
                isClosed={closed.has(node.row.id)}
                onToggle={() =>
                  setClosed((now) => {
                    const next = new Set(now);
                    if (!next.delete(node.row.id)) next.add(node.row.id);
                    return next;
                  })
                }
                mayMove={mayMove}
                takesDrop={takes(node.row)}
                onDrag={setDragged}
                onDrop={() => drop(node.row)}
                onMove={() => void ask(node.row)}
              />
            ))}
            {dragged !== null && dragged.parent !== null && (
              <li className={classes.top} onDragOver={(event) => event.preventDefault()} onDrop={() => drop(null)}>
                {t('catalog.tree.toTop')}
              </li>
            )}
          </ul>
        </>
      )}
    </article>
  );
}
