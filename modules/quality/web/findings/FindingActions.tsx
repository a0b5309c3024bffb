import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { faultText, IconButton, notify, openDialog, useFormats, useMay, useText } from '#kernel/web/index.ts';
import { acceptsFindings, type Finding, type FixCode, fixesFindings, type RuleCount } from '../../contract/index.ts';
import { type Show, useSettleFindings } from '../use-quality.ts';
import classes from './findings.module.css';

interface FindingActionsProps {
  rule: Omit<RuleCount, 'trend'>;
  show: Show;
  chosen: readonly Finding[];
  onClear: () => void;
}

/** What can be done: with the chosen findings, or, while none is chosen, with all of them. */
export function FindingActions({ rule, show, chosen, onClear }: FindingActionsProps) {
  const text = useText();
  const { t } = text;
  const { int } = useFormats();
  const may = useMay();
  const settle = useSettleFindings();
  const isChosen = chosen.length > 0;
  const fix = async (code: FixCode) => {
    const targets = chosen.map(({ id, version }) => ({ id, version }));
    const isDone = await openDialog(() => import('../fix/FixDialog.tsx'), {
      rule,
      fix: code,
      ...(isChosen && { targets }),
    });
    if (isDone) onClear();
  };
  const accept = async () => {
    const ids = chosen.map(({ id }) => id);
    if (await openDialog(() => import('./AcceptDialog.tsx'), { rule: rule.code, ids })) onClear();
  };
  const reopen = () =>
    settle.mutate(
      { rule: rule.code, ids: chosen.map(({ id }) => id) },
      {
        onSuccess: ({ done }) => {
          onClear();
          notify({ tone: 'done', text: t('quality.findings.reopened', { count: done }) });
        },
        onError: (error) => notify({ tone: 'wrong', text: faultText(error, text).title }),
      },
    );
  const fixes =
    show === 'open' &&
    rule.open > 0 &&
    (isChosen || !rule.oneByOne) &&
    may(fixesFindings) &&
    may(`${rule.resource}:update`)
      ? rule.fixes
      : [];
  if (fixes.length === 0 && !isChosen) return null;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('quality.summary.fixes')}>
      {isChosen && (
        <span className={classes.selected} aria-live="polite">
          {t('quality.findings.selected', { count: chosen.length })}
        </span>
      )}
      {fixes.map((code, index) => {
        const name = t(`quality.fix.${code}`);
        return (
          <Button
            key={code}
            variant={index === 0 && isChosen ? 'filled' : 'default'}
            data-tip={t(`quality.fix.${code}.help`)}
            onClick={() => void fix(code)}
          >
            {isChosen || rule.open === 1 ? name : t('quality.findings.fixAll', { fix: name, count: int(rule.open) })}
          </Button>
        );
      })}
      {isChosen && may(acceptsFindings) && show === 'open' && (
        <Button variant="default" onClick={() => void accept()}>
          {t('quality.findings.accept')}
        </Button>
      )}
      {isChosen && may(acceptsFindings) && show === 'accepted' && (
        <Button variant="default" loading={settle.isPending} onClick={reopen}>
          {t('quality.findings.reopen')}
        </Button>
      )}
      {isChosen && (
        <IconButton label={t('quality.findings.clear')} onClick={onClear}>
          <IconX size={17} />
        </IconButton>
      )}
    </div>
  );
}
