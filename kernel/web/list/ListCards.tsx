import { type AnyRow, isReference } from '../api/rows.ts';
import { useShownRows } from '../api/use-shown-rows.ts';
import { fieldParts } from '../fields/index.ts';
import { useLabels } from '../i18n/labels.ts';
import { type Text, useText } from '../i18n/text.ts';
import { PageLink } from '../navigation/PageLink.tsx';
import type { Column } from './columns.ts';
import classes from './ListCards.module.css';
import type { ListTableProps } from './ListTable.tsx';
import { plainValue, subtitleOf, titleOf } from './row-title.ts';
import { useWindow } from './use-window.ts';

export const cardHeight = 64;
const shownFacts = 3;

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
  const facts = columns.slice(1).filter(({ name, spec }) => spec.kind !== 'state' && name !== resource.subtitle);
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

/** The first few columns that say something the card does not say already. */
function factsOf(columns: readonly Column[], row: AnyRow, said: string, text: Text) {
  const values = columns.map(({ name, spec }) => ({ name, spec, value: row[name] }));
  const isNews = ({ value }: { value: unknown }) => {
    const words = isReference(value) ? (value.subtitle ?? value.title ?? '') : plainValue(value, text);
    return words !== '' && !said.includes(words);
  };
  return values.filter(isNews).slice(0, shownFacts);
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
  const title = titleOf(resource, row, text);
  const subtitle = subtitleOf(resource, row, text);
  const state = resource.fields.state;
  const { Display: State } = fieldParts.state;
  return (
    <li style={{ height: cardHeight }}>
      <PageLink path={`${resource.path}/${row.id}`} className={classes.card}>
        <span className={classes.line}>
          <span className={classes.title}>{title}</span>
          {state && <State spec={state} path="state" labels={labels} value={row.state} />}
        </span>
        <span className={classes.facts}>
          {subtitle && <span>{subtitle}</span>}
          {factsOf(facts, row, `${title} ${subtitle ?? ''}`, text).map(({ name, spec, value }) => {
            const { Display } = fieldParts[spec.kind];
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
