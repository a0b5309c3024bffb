import { useQuery } from '@tanstack/react-query';
import type { Reference } from '#kernel/contract/index.ts';
import PickEntry from '#kernel/web/entry/PickEntry.tsx';
import { useLabels } from '#kernel/web/i18n/labels.ts';
import {
  Fault,
  FieldBox,
  idFor,
  idIn,
  keys,
  Message,
  PageLink,
  request,
  usePage,
  usePageTitle,
  useReference,
  useSetSearch,
  useText,
  Waiting,
} from '#kernel/web/index.ts';
import { bom, type Comparison, type Difference } from '../../contract/index.ts';
import { Item } from '../parts/Item.tsx';
import classes from '../parts/page.module.css';
import { DifferenceFields } from './DifferenceFields.tsx';

/** Two BOMs side by side, as far as they differ. Which ones, stands in the address. */
export default function ComparisonPage() {
  const { t, language } = useText();
  const { search } = usePage();
  const setSearch = useSetSearch();
  const [before, after] = [idIn(search.before), idIn(search.after)];
  usePageTitle(t('bom.comparison.title'));
  const params = new URLSearchParams({ before: String(before), after: String(after) });
  const { data, error, refetch } = useQuery({
    queryKey: keys.list(bom.name, `comparison ${params} ${language}`),
    queryFn: ({ signal }) => request<Comparison>(`bom/comparison?${params}`, { signal }),
    enabled: before !== null && after !== null,
  });
  return (
    <article className={classes.page}>
      <h1 className={classes.title}>{t('bom.comparison.title')}</h1>
      <div className={classes.form} data-even>
        <PickBom
          label={t('bom.comparison.before')}
          id={before}
          autoFocus={before === null}
          onPick={(id) => setSearch({ before: id })}
        />
        <PickBom label={t('bom.comparison.after')} id={after} onPick={(id) => setSearch({ after: id })} />
      </div>
      {before === null || after === null ? (
        <Message title={t('bom.comparison.choose')} role="status" />
      ) : error ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Answer comparison={data} />
      ) : (
        <Waiting />
      )}
    </article>
  );
}

function PickBom({
  label,
  id,
  autoFocus = false,
  onPick,
}: {
  label: string;
  id: number | null;
  autoFocus?: boolean;
  onPick: (id: string | undefined) => void;
}) {
  const labels = useLabels(bom);
  const value = useReference(bom, id);
  return (
    <FieldBox label={label}>
      {(ids) => (
        <PickEntry
          id={ids.id}
          aria-label={label}
          spec={{ kind: 'ref', target: bom.name }}
          path="code"
          labels={labels}
          value={value}
          onlyKnown
          autoFocus={autoFocus}
          onChange={(next) => onPick(idFor(next))}
        />
      )}
    </FieldBox>
  );
}

function Answer({ comparison: { before, after, differences } }: { comparison: Comparison }) {
  const { t } = useText();
  if (differences.length === 0) return <Message title={t('bom.comparison.same')} role="status" />;
  const link = ({ id, title }: Reference) => <PageLink path={`${bom.path}/${id}`}>{title}</PageLink>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('bom.comparison.what')}</th>
            <th scope="col">{t('bom.comparison.kind')}</th>
            <th scope="col">{link(before)}</th>
            <th scope="col">{link(after)}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <DifferenceLine key={keyOf(difference)} difference={difference} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const keyOf = ({ list, kind, component, detail, fields }: Difference): string =>
  JSON.stringify([list, kind, component?.id, detail, fields]);

function DifferenceLine({ difference }: { difference: Difference }) {
  const { t } = useText();
  const { kind, list, component, detail, fields } = difference;
  const names = Object.keys(fields);
  return (
    <tr>
      <th scope="row">
        {list === 'head' ? <span>{t('bom.bom')}</span> : component && <Item item={component} />}
        {detail && <span className={classes.name}>{detail}</span>}
      </th>
      <td>
        <span className={classes.badge} data-tone={kind}>
          {t(`bom.comparison.${kind}`)}
        </span>
      </td>
      <td>{kind !== 'added' && <DifferenceFields list={list} names={names} fields={fields} side="before" />}</td>
      <td>{kind !== 'removed' && <DifferenceFields list={list} names={names} fields={fields} side="after" />}</td>
    </tr>
  );
}
