import { useMediaQuery } from '@mantine/hooks';
import { memo, type RefObject, useCallback, useRef } from 'react';
import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { useWindow } from '#kernel/web/list/use-window.ts';
import { Check } from '#kernel/web/parts/Check.tsx';
import type { Finding, RuleCount } from '../../contract/index.ts';
import shared from '../quality.module.css';
import type { useFindings } from '../use-quality.ts';
import classes from './findings.module.css';
import type { Chosen } from './use-chosen.ts';

/** Rows are equally high, so that thousands of them need only those rendered that are looked at. */
const rowHeights = { wide: 40, narrow: 56, narrowWithMore: 78 } as const;
const narrow = '(max-width: 47.99em)';

interface FindingsTableProps {
  list: ReturnType<typeof useFindings>;
  rule: Omit<RuleCount, 'trend'>;
  total: number;
  chosen: Chosen;
  scroller: RefObject<HTMLDivElement | null>;
  isAccepted: boolean;
}

export function FindingsTable({ list, rule, total, chosen, scroller, isAccepted }: FindingsTableProps) {
  const { t } = useText();
  const { int } = useFormats();
  const { findings, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const isNarrow = useMediaQuery(narrow, false, { getInitialValueInEffect: false });
  const shows = columnsOf(findings);
  const hasMore = shows.found || shows.expected || isAccepted;
  const rowHeight = rowHeights[isNarrow ? (hasMore ? 'narrowWithMore' : 'narrow') : 'wide'];
  const fetchMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);
  const { first, end, before, after } = useWindow({
    scroller,
    count: findings.length,
    rowHeight,
    hasMore: hasNextPage,
    fetchMore,
  });
  const latest = useRef(chosen);
  latest.current = chosen;
  const toggle = useCallback((id: number, range: boolean) => latest.current.toggle(id, range), []);
  const isAll = findings.length > 0 && chosen.ids.size === findings.length;
  return (
    <table className={classes.findings} aria-rowcount={total + 1}>
      <caption className={shared.caption}>{t(`quality.acceptance.value.rule.${rule.code}`)}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.check}>
            <Check
              aria-label={t('quality.findings.selectAll')}
              checked={isAll}
              indeterminate={chosen.ids.size > 0 && !isAll}
              onChange={() => (isAll ? chosen.clear() : chosen.setAll(findings.map(({ id }) => id)))}
            />
          </th>
          <th scope="col">{t('quality.findings.record')}</th>
          <th scope="col">{t('quality.findings.name')}</th>
          {shows.found && <th scope="col">{t('quality.findings.found')}</th>}
          {shows.expected && <th scope="col">{t('quality.findings.expected')}</th>}
          {shows.other && <th scope="col">{t('quality.findings.other')}</th>}
          {isAccepted && <th scope="col">{t('quality.acceptance.field.reason')}</th>}
        </tr>
      </thead>
      <tbody>
        <Gap height={before} />
        {findings.slice(first, end).map((finding) => (
          <Row
            key={finding.id}
            finding={finding}
            shows={shows}
            isAccepted={isAccepted}
            isChosen={chosen.ids.has(finding.id)}
            height={rowHeight}
            toggle={toggle}
          />
        ))}
        <Gap height={after} />
      </tbody>
      {total > findings.length && (
        <tfoot>
          <tr>
            <td colSpan={7} className={shared.quiet}>
              {t('quality.findings.loaded', { shown: int(findings.length), total: int(total) })}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** Columns that hold something: a rule about what is missing has found nothing. */
const columnsOf = (findings: readonly Finding[]) => ({
  found: findings.some(({ found }) => found !== null && found !== ''),
  expected: findings.some(({ expected }) => expected !== null),
  other: findings.some(({ other }) => other !== null),
});

const Gap = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden style={{ height }}>
      <td colSpan={7} />
    </tr>
  ) : null;

interface RowProps {
  finding: Finding;
  shows: ReturnType<typeof columnsOf>;
  isAccepted: boolean;
  isChosen: boolean;
  height: number;
  toggle: (id: number, range: boolean) => void;
}

const Row = memo(function Row({ finding, shows, isAccepted, isChosen, height, toggle }: RowProps) {
  const { t } = useText();
  const { date } = useFormats();
  const { id, title, subtitle, path, found, expected, other, acceptance } = finding;
  const name = title ?? String(id);
  return (
    <tr style={{ height }} data-chosen={isChosen || undefined}>
      <td className={classes.check}>
        <Check
          aria-label={t('quality.findings.select', { title: name })}
          checked={isChosen}
          onChange={(event) => toggle(id, (event.nativeEvent as globalThis.MouseEvent).shiftKey === true)}
        />
      </td>
      <th scope="row" className={classes.record}>
        <PageLink path={path}>{name}</PageLink>
      </th>
      <td className={classes.name}>{subtitle ?? '–'}</td>
      {shows.found && <td className={classes.found}>{found ?? '–'}</td>}
      {shows.expected && <td className={classes.expected}>{expected ?? '–'}</td>}
      {shows.other && (
        <td className={classes.other}>
          {other && (
            <PageLink path={other.path} data-tip={other.subtitle ?? undefined}>
              {other.title}
            </PageLink>
          )}
        </td>
      )}
      {isAccepted && (
        <td className={classes.reason}>
          {acceptance &&
            t('quality.findings.acceptance', {
              reason: acceptance.reason,
              user: acceptance.user ?? '–',
              day: date(acceptance.at),
            })}
        </td>
      )}
    </tr>
  );
});
