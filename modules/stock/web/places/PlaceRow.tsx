import { IconBox, IconLock, IconSnowflake } from '@tabler/icons-react';
import { PageLink, useFormats, useLabels, usePage, useText } from '#kernel/web/index.ts';
import { TreeFold } from '#kernel/web/parts/TreeFold.tsx';
import { location, type PlaceOverview } from '../../contract/index.ts';
import { fillOf, type PlaceNode } from './place-tree.ts';
import classes from './places.module.css';

interface PlaceRowProps {
  node: PlaceNode;
  isOpen: boolean;
  isChosen: boolean;
  onToggle: () => void;
}

/** One place of the tree, with how much stands and lies in it. */
export function PlaceRow({ node, isOpen, isChosen, onToggle }: PlaceRowProps) {
  const { t } = useText();
  const { int } = useFormats();
  const { path, search } = usePage();
  const { place, depth, ownCode, children, boxes, positions } = node;
  return (
    <li
      className={classes.row}
      data-chosen={isChosen || undefined}
      data-off={!place.isActive || undefined}
      style={{ '--depth': depth } as React.CSSProperties}
    >
      <TreeFold
        label={t(isOpen ? 'stock.places.close' : 'stock.places.open', { place: place.code })}
        isOpen={children.length > 0 ? isOpen : null}
        onToggle={onToggle}
      />
      <PageLink
        path={path}
        search={{ ...search, place: String(place.id) }}
        className={classes.name}
        aria-label={place.code}
        aria-current={isChosen ? 'true' : undefined}
      >
        <span className={classes.code}>{ownCode}</span>
        {place.name && <span className={classes.quiet}>{place.name}</span>}
      </PageLink>
      <Marks place={place} />
      <Fill place={place} />
      <span
        className={classes.figure}
        data-none={boxes === 0 || undefined}
        data-tip={t('stock.places.boxes', { count: boxes })}
      >
        {boxes > 0 && <IconBox size={14} aria-hidden />}
        {boxes > 0 && int(boxes)}
      </span>
      <span className={classes.figure} data-tip={t('stock.places.positions', { count: positions })}>
        {positions > 0 && int(positions)}
      </span>
    </li>
  );
}

/** What one has to know before taking or putting something here. */
export function Marks({ place }: { place: PlaceOverview }) {
  const { t } = useText();
  const labels = useLabels(location);
  return (
    <>
      {place.purpose !== 'sale' && (
        <span className={classes.badge} data-held={['quarantine', 'blocked'].includes(place.purpose) || undefined}>
          {['quarantine', 'blocked'].includes(place.purpose) && <IconLock size={12} aria-hidden />}
          {labels.value('purpose', place.purpose)}
        </span>
      )}
      {place.isFrozen && (
        <span className={classes.badge} data-frozen>
          <IconSnowflake size={12} aria-hidden />
          {t('stock.places.frozen')}
        </span>
      )}
      {!place.isActive && <span className={classes.badge}>{t('stock.places.inactive')}</span>}
    </>
  );
}

/** How full the place is, where something limits it. */
export function Fill({ place }: { place: PlaceOverview }) {
  const { t } = useText();
  const fill = fillOf(place);
  if (fill === null) return null;
  const percent = Math.round(fill * 100);
  return (
    <meter
      className={classes.fill}
      min={0}
      max={1}
      value={Math.min(fill, 1)}
      aria-label={t('stock.places.fill')}
      data-tip={t('stock.places.filled', { percent })}
      data-full={fill >= 1 || undefined}
    />
  );
}
