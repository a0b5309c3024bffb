import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton, MenuButton, PageLink, useGo, useMay, useText, Value } from '#kernel/web/index.ts';
import { TreeFold } from '#kernel/web/parts/TreeFold.tsx';
import { category, product, variant } from '../../contract/index.ts';
import type { Category } from './CategoryTree.tsx';
import classes from './category.module.css';
import type { TreeNode } from './category-tree.ts';

interface CategoryRowProps {
  node: TreeNode<Category>;
  isClosed: boolean;
  onToggle: () => void;
  mayMove: boolean;
  /** What is being dragged may be put here. */
  takesDrop: boolean;
  onDrag: (row: Category | null) => void;
  onDrop: () => void;
  onMove: () => void;
}

/** One category of the tree, with what can be done with it. */
export function CategoryRow({
  node,
  isClosed,
  onToggle,
  mayMove,
  takesDrop,
  onDrag,
  onDrop,
  onMove,
}: CategoryRowProps) {
  const { t, language } = useText();
  const go = useGo();
  const may = useMay();
  const [isOver, setOver] = useState(false);
  const { row, depth, children } = node;
  const name = row.name?.[language] ?? row.name?.de ?? row.code;
  const showIn = (path: string) => go(path, { search: { 'filter[category]': String(row.id) } });
  return (
    <li
      className={classes.row}
      style={{ '--depth': depth } as React.CSSProperties}
      draggable={mayMove}
      data-over={(isOver && takesDrop) || undefined}
      onDragStart={() => onDrag(row)}
      onDragEnd={() => onDrag(null)}
      onDragOver={(event) => {
        if (!takesDrop) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false);
        onDrop();
      }}
    >
      <TreeFold
        label={t(isClosed ? 'catalog.tree.open' : 'catalog.tree.close', { category: name })}
        isOpen={children.length > 0 ? !isClosed : null}
        onToggle={onToggle}
      />
      <PageLink path={`${category.path}/${row.id}`} draggable={false} className={classes.name}>
        <Value resource={category} field="name" value={row.name} />
      </PageLink>
      <span className={classes.code}>{row.code}</span>
      <MenuButton
        trigger={
          <IconButton label={t('catalog.tree.menu', { category: name })}>
            <IconDots size={16} />
          </IconButton>
        }
        items={[
          { label: t('catalog.tree.showVariants'), run: () => showIn(variant.path) },
          { label: t('catalog.tree.showProducts'), run: () => showIn(product.path) },
          ...(may('catalog.category:create')
            ? [
                {
                  label: t('catalog.tree.addBelow'),
                  run: () => go(`${category.path}/new`, { search: { parent: String(row.id) } }),
                },
              ]
            : []),
          ...(mayMove ? [{ label: t('catalog.tree.move'), run: onMove }] : []),
        ]}
      />
    </li>
  );
}
