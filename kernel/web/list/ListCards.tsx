import { type AnyRow, isReference } from '../api/rows.ts';
import { useShownRows } from '../api/use-shown-rows.ts';
import { fieldParts } from '../fields/index.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { PageLink } from '../navigation/PageLink.tsx';
import classes from './ListCards.module.css';
import type { ListTableProps } from './ListTable.tsx';
import { subtitleOf, titleOf } from './row-title.ts';
import { useWindow } from './use-window.ts';

export const cardHeight = 64;

/** The list on a phone: two lines a record, the state beside its title, the first facts below. */
export function ListCards({ view, list, scroller }: Pick<ListTableProps, 'view' | 'list' | 'scroller'>) {
  const { resource, columns } = view;
  const labels = useLabels(resource);
  const { first, end, before, after } = useWindow({
    scroller,
    count: list.rows.length,
    rowHeight: cardHeight,
    hasMore: list.hasMore,
    fetchMore: list.fetchMore,
  });
  useShownRows(list, first, end);
  const facts = columns
    .slice(1)
    .filter(({ name, spec }) => spec.kind !== 'state' && name !== resource.subtitle)
    .slice(0, 3);
  return (
    <ul className={classes.cards} aria-label={labels.many}>
      {before > 0 && <li aria-hidden style={{ height: before }} />}
      {list.rows.slice(first, end).map((row) => {
        return <Card key={row.id} row={row} view={view} facts={facts} labels={labels} />;
      })}
      {after > 0 && <li aria-hidden style={{ height: after }} />}
    </ul>
  );
}

function Card({
  row,
  view,
  facts,
  labels,
}: {
  row: AnyRow;
  view: ListTableProps['view'];
  facts: ListTableProps['view']['columns'];
  labels: ReturnType<typeof useLabels>;
}) {
  const text = useText();
  const { resource } = view;
  const subtitle = subtitleOf(resource, row, text);
  const state = resource.fields.state;
  const { Display: State } = fieldParts.state;
  return (
    <li style={{ height: cardHeight }}>
      <PageLink path={`${resource.path}/${row.id}`} className={classes.card}>
        <span className={classes.line}>
          <span className={classes.title}>{titleOf(resource, row, text)}</span>
          {state && <State spec={state} path="state" labels={labels} value={row.state} />}
        </span>
        <span className={classes.facts}>
          {subtitle && <span>{subtitle}</span>}
          {facts.map(({ name, spec }) => {
            const { Display } = fieldParts[spec.kind];
            const value = row[name];
            if (value === null || value === undefined || value === '') return null;
            return (
              <span key={name}>
                {isReference(value) ? (
                  (value.subtitle ?? value.title)
                ) : (
                  <Display spec={spec} path={name} labels={labels} value={value} plain />
                )}
              </span>
            );
          })}
        </span>
      </PageLink>
    </li>
  );
}
