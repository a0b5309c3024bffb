import { Button } from '@mantine/core';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { TextEntry } from '#kernel/web/entry/TextEntry.tsx';
import {
  Fault,
  idIn,
  Message,
  openDialog,
  useList,
  useMay,
  usePage,
  usePageTitle,
  useSetSearch,
  useText,
} from '#kernel/web/index.ts';
import { ChipChoice } from '#kernel/web/parts/ChipChoice.tsx';
import { warehouse } from '../../contract/index.ts';
import { PlacePanel } from './PlacePanel.tsx';
import { PlaceRow } from './PlaceRow.tsx';
import { type PlaceNode, pathTo, sought, visible } from './place-tree.ts';
import classes from './places.module.css';
import { usePlaces } from './use-places.ts';

/** More rows at once are not looked through, but searched. */
const mostRows = 500;
/** So few are all shown at once. */
const few = 40;

/** All places as the tree they are, and what lies at the one that is chosen. */
export default function PlacesPage() {
  const { t } = useText();
  const may = useMay();
  const { search } = usePage();
  const setSearch = useSetSearch();
  const inWarehouse = idIn(search.warehouse);
  const chosen = idIn(search.place);
  const { tree, count, error, isPending, refetch } = usePlaces(inWarehouse);
  const path = chosen === null ? [] : pathTo(tree, chosen);
  const here = path.at(-1);
  usePageTitle(here ? `${t('stock.places.title')} ${here.place.code}` : t('stock.places.title'));
  return (
    <article className={classes.page} data-detail={here !== undefined || undefined}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('stock.places.title')}</h1>
        {!isPending && <span className={classes.quiet}>{t('stock.places.count', { count })}</span>}
        <Warehouses chosen={inWarehouse} />
        {may('stock.location:create') && (
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            className={classes.end ?? ''}
            onClick={() =>
              void openDialog(() => import('./GenerateDialog.tsx'), {
                warehouse: here?.place.warehouse ?? inWarehouse,
                parent: here?.place ?? null,
              }).then(refetch)
            }
          >
            {t('stock.places.generate')}
          </Button>
        )}
      </header>
      {error ? (
        <Fault error={error} onRetry={refetch} />
      ) : (
        <div className={classes.columns}>
          <Tree tree={tree} chosen={chosen} path={path} isPending={isPending} isShort={count <= few} />
          <div className={classes.panel}>
            {here ? (
              <>
                <Button
                  variant="subtle"
                  leftSection={<IconArrowLeft size={15} />}
                  className={classes.back ?? ''}
                  onClick={() => setSearch({ place: undefined })}
                >
                  {t('stock.places.back')}
                </Button>
                <PlacePanel path={path} />
              </>
            ) : (
              !isPending && (
                <Message title={t('stock.places.choose')} role="status">
                  {t('stock.places.choose.body')}
                </Message>
              )
            )}
          </div>
        </div>
      )}
    </article>
  );
}

function Warehouses({ chosen }: { chosen: number | null }) {
  const { t } = useText();
  const setSearch = useSetSearch();
  const { rows } = useList(warehouse, { sort: 'code', limit: 50, fields: ['code', 'name'] });
  return (
    <ChipChoice
      label={t('stock.warehouse.plural')}
      options={[{ id: null, name: t('stock.places.all') }, ...rows.map(({ id, code }) => ({ id, name: code }))]}
      value={chosen}
      onChange={(id) => setSearch({ warehouse: id === null ? undefined : String(id), place: undefined })}
    />
  );
}

interface TreeProps {
  tree: readonly PlaceNode[];
  chosen: number | null;
  path: readonly PlaceNode[];
  isPending: boolean;
  isShort: boolean;
}

function Tree({ tree, chosen, path, isPending, isShort }: TreeProps) {
  const { t } = useText();
  const [words, setWords] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const found = sought(tree, words);
  // What is sought, or is few anyway, lies open; else the way to the chosen place, and what was opened by hand.
  const isWide = isShort || words.trim() !== '';
  const onTheWay = new Set(path.map(({ place: { id } }) => id));
  const everything = (nodes: readonly PlaceNode[]): number[] =>
    nodes.flatMap(({ place, children }) => [place.id, ...everything(children)]);
  const open = new Set(everything(found).filter((id) => (isWide || onTheWay.has(id)) !== toggled.has(id)));
  const nodes = visible(found, open);
  return (
    <div className={classes.treeSide}>
      <TextEntry
        text={words}
        onText={setWords}
        placeholder={t('stock.places.search')}
        aria-label={t('stock.places.search')}
      />
      <div className={classes.captions} aria-hidden>
        <span>{t('stock.box.plural')}</span>
        <span>{t('stock.places.positionsHere')}</span>
      </div>
      <ul className={classes.tree} aria-label={t('stock.places.title')} aria-busy={isPending}>
        {nodes.slice(0, mostRows).map((node) => (
          <PlaceRow
            key={node.place.id}
            node={node}
            isOpen={open.has(node.place.id)}
            isChosen={node.place.id === chosen}
            onToggle={() =>
              setToggled((now) => {
                const next = new Set(now);
                if (!next.delete(node.place.id)) next.add(node.place.id);
                return next;
              })
            }
          />
        ))}
      </ul>
      {nodes.length > mostRows && (
        <p className={classes.quiet}>{t('stock.places.more', { count: nodes.length - mostRows })}</p>
      )}
      {nodes.length === 0 && !isPending && <p className={classes.quiet}>{t('stock.places.none')}</p>}
    </div>
  );
}
