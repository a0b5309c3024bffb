import { Button } from '@mantine/core';
import { IconArrowLeft, IconChecklist, IconCircleCheck } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import {
  Fault,
  Message,
  PageLink,
  useFormats,
  usePage,
  usePageTitle,
  useSetSearch,
  useText,
} from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import type { RuleCount } from '../../contract/index.ts';
import shared from '../quality.module.css';
import { SeverityBadge } from '../Severity.tsx';
import { type Show, useFindings, useRefreshAfterJobs } from '../use-quality.ts';
import { FindingActions } from './FindingActions.tsx';
import { FindingsTable } from './FindingsTable.tsx';
import classes from './findings.module.css';
import { useChosen } from './use-chosen.ts';

/** What one rule finds: a list to choose from, to put right one by one or all at once. */
export default function FindingsPage() {
  const { t } = useText();
  const { search } = usePage();
  const rule = search.rule ?? '';
  if (rule) return <OfRule key={rule} code={rule} show={search.show === 'accepted' ? 'accepted' : 'open'} />;
  return (
    <Message
      icon={<IconChecklist size={32} stroke={1.4} />}
      title={t('quality.findings.noRule.title')}
      actions={<PageLink path="quality/summary">{t('quality.findings.back')}</PageLink>}
    >
      {t('quality.findings.noRule.body')}
    </Message>
  );
}

function OfRule({ code, show }: { code: string; show: Show }) {
  const { t } = useText();
  const list = useFindings(code, show);
  const { rule, findings, error } = list;
  const chosen = useChosen(findings, `${code} ${show}`);
  const targets = useMemo(() => findings.filter(({ id }) => chosen.ids.has(id)), [findings, chosen.ids]);
  const scroller = useRef<HTMLDivElement>(null);
  useRefreshAfterJobs();
  usePageTitle(rule ? t(`quality.acceptance.value.rule.${rule.code}`) : t('quality.findings.title'));
  const total = show === 'open' ? rule?.open : rule?.accepted;
  return (
    <article className={shared.page}>
      <PageLink path="quality/summary" className={classes.back}>
        <IconArrowLeft size={15} aria-hidden /> {t('quality.findings.back')}
      </PageLink>
      {rule && <Head rule={rule} />}
      {rule && <FindingActions rule={rule} show={show} chosen={targets} onClear={chosen.clear} />}
      {rule && <Choice rule={rule} show={show} />}
      {error && <Fault error={error} onRetry={() => void list.refetch()} />}
      <div ref={scroller} className={shared.scroller} data-list>
        {rule && findings.length === 0 && !list.isFetching && (
          <Message icon={<IconCircleCheck size={32} stroke={1.4} />} title={t('quality.findings.empty.title')}>
            {t(show === 'open' ? 'quality.findings.empty.open' : 'quality.findings.empty.accepted')}
          </Message>
        )}
        {rule && findings.length > 0 && (
          <FindingsTable
            list={list}
            rule={rule}
            total={total ?? findings.length}
            chosen={chosen}
            scroller={scroller}
            isAccepted={show === 'accepted'}
          />
        )}
      </div>
    </article>
  );
}

function Head({ rule }: { rule: Omit<RuleCount, 'trend'> }) {
  const text = useText();
  const { t } = text;
  const registry = useRegistry();
  const isLabelled = rule.field !== null && registry.resource(rule.resource)?.fields[rule.field] !== undefined;
  return (
    <header className={classes.ruleTitle}>
      <span className={shared.ruleHead}>
        <h1 className={shared.title}>{t(`quality.acceptance.value.rule.${rule.code}`)}</h1>
        <SeverityBadge severity={rule.severity} />
      </span>
      <p className={shared.quiet}>
        {t(`quality.rule.${rule.code}.help`)}
        {isLabelled && (
          <> {t('quality.findings.mendAt', { field: text.first([`${rule.resource}.field.${rule.field}`]) })}</>
        )}
      </p>
    </header>
  );
}

/** Findings that wait, or those somebody accepted. */
function Choice({ rule, show }: { rule: Omit<RuleCount, 'trend'>; show: Show }) {
  const { t } = useText();
  const { int } = useFormats();
  const setSearch = useSetSearch();
  const counts = { open: rule.open, accepted: rule.accepted };
  return (
    <fieldset className={classes.choice} aria-label={t('quality.findings.show')}>
      {(['open', 'accepted'] as const).map((one) => (
        <Button
          key={one}
          size="compact-sm"
          variant={one === show ? 'filled' : 'default'}
          aria-pressed={one === show}
          onClick={() => setSearch({ show: one === 'open' ? undefined : one })}
        >
          {t(`quality.findings.${one}`)} {int(counts[one])}
        </Button>
      ))}
    </fieldset>
  );
}
