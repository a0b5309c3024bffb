import { Button } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { openDialog, PageLink, useFormats, useGo, useLabels, useMay, usePage, useText } from '#kernel/web/index.ts';
import { location } from '../../contract/index.ts';
import { PlaceContents } from './PlaceContents.tsx';
import { Marks } from './PlaceRow.tsx';
import type { PlaceNode } from './place-tree.ts';
import classes from './places.module.css';

/** One place: where it is, how full it is, and what lies there and further in. */
export function PlacePanel({ path }: { path: readonly PlaceNode[] }) {
  const { t } = useText();
  const go = useGo();
  const may = useMay();
  const here = path.at(-1);
  if (!here) return null;
  const { place, children } = here;
  const print = () =>
    void openDialog(() => import('../label/LabelDialog.tsx'), {
      kind: 'location' as const,
      ids: [place.id],
      ...(children.length > 0 && { within: place.id }),
    });
  return (
    <section aria-label={place.code}>
      <Way path={path} />
      <div className={classes.panelHead}>
        <h2 className={classes.heading}>
          <PageLink path={`${location.path}/${place.id}`}>{place.code}</PageLink>
        </h2>
        <Marks place={place} />
        <div className={classes.actions}>
          <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={print}>
            {t('stock.label.print')}
          </Button>
          {may('stock.location:create') && (
            <Button
              variant="default"
              leftSection={<IconPlus size={15} />}
              onClick={() => go(`${location.path}/new`, { search: { parent: String(place.id) } })}
            >
              {t('stock.places.addBelow')}
            </Button>
          )}
        </div>
      </div>
      <Facts node={here} />
      <PlaceContents id={place.id} key={place.id} />
    </section>
  );
}

function Way({ path }: { path: readonly PlaceNode[] }) {
  const page = usePage();
  const { t } = useText();
  if (path.length < 2) return null;
  return (
    <nav className={classes.way} aria-label={t('stock.places.way')}>
      {path.slice(0, -1).map(({ place, ownCode }) => (
        <span key={place.id}>
          <PageLink path={page.path} search={{ ...page.search, place: String(place.id) }}>
            {ownCode}
          </PageLink>
          {' › '}
        </span>
      ))}
    </nav>
  );
}

/** Only what there is to say. */
function Facts({ node: { place, boxes, positions } }: { node: PlaceNode }) {
  const { t } = useText();
  const { int, quantity } = useFormats();
  const labels = useLabels(location);
  const kilograms = (grams: number) => `${quantity(String(grams / 1000))} kg`;
  const facts: [string, string][] = [
    ...(place.level ? [[labels.field('level'), labels.value('level', place.level)] as [string, string]] : []),
    [t('stock.places.boxesHere'), place.maxBoxes ? `${int(place.boxes)} / ${int(place.maxBoxes)}` : int(boxes)],
    [t('stock.places.positionsHere'), int(positions)],
    ...(place.maxWeight
      ? [
          [t('stock.places.weight'), `${kilograms(place.weight ?? 0)} / ${kilograms(place.maxWeight)}`] as [
            string,
            string,
          ],
        ]
      : []),
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
