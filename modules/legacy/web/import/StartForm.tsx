import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FieldBox, faultText, isProblem, useText, ValueInput } from '#kernel/web/index.ts';
import { Check } from '#kernel/web/parts/Check.tsx';
import { importRun } from '../../contract/index.ts';
import classes from './import.module.css';
import { type ImportRequest, type SourceStatus, useStartImport } from './use-import.ts';

type Choice = 'families' | 'variants' | 'updateRelationships' | 'dryRun';

/** What to bring over. The button stays: pressed while an import goes on, it says so. */
export function StartForm({ source, isRunning }: { source: SourceStatus | undefined; isRunning: boolean }) {
  const { t } = useText();
  const start = useStartImport();
  const [chosen, setChosen] = useState<Record<Choice, boolean>>({
    families: true,
    variants: true,
    updateRelationships: false,
    dryRun: false,
  });
  const [limit, setLimit] = useState<unknown>(null);
  const asksSource = chosen.families || chosen.variants;
  const isNothing = !asksSource && !chosen.updateRelationships;
  const isBlocked = isNothing || (asksSource && source?.reachable === false) || !isLimit(limit);
  const tick = (name: Choice, label: ReactNode, help?: string) => (
    <div className={classes.choice}>
      <Check
        label={label}
        checked={chosen[name]}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          setChosen((before) => ({ ...before, [name]: checked }));
        }}
      />
      {help && <p className={classes.help}>{help}</p>}
    </div>
  );
  return (
    <form
      className={classes.form}
      aria-label={t('legacy.import.what')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBlocked) start.mutate(requestOf(chosen, limit));
      }}
    >
      <fieldset className={classes.choices}>
        <legend>{t('legacy.import.what')}</legend>
        {tick('families', t('legacy.import.families'), t('legacy.import.families.help'))}
        {tick('variants', t('legacy.import.variants'), t('legacy.import.variants.help'))}
        {tick('updateRelationships', t('legacy.import.relationships'), t('legacy.import.relationships.help'))}
      </fieldset>
      <fieldset className={classes.choices}>
        <legend>{t('legacy.import.how')}</legend>
        {tick('dryRun', t('legacy.import.dryRun'), t('legacy.importRun.help.dryRun'))}
        <FieldBox
          label={t('legacy.import.limit')}
          help={t('legacy.import.limit.help')}
          error={isLimit(limit) ? undefined : t('legacy.import.limit.wrong')}
        >
          {({ id, describedBy }) => (
            <div className={classes.limit}>
              <ValueInput
                resource={importRun}
                field="rowLimit"
                id={id}
                aria-label={t('legacy.import.limit')}
                value={limit}
                onChange={setLimit}
                invalid={!isLimit(limit)}
                {...(describedBy ? { 'aria-describedby': describedBy } : {})}
              />
            </div>
          )}
        </FieldBox>
      </fieldset>
      <div className={classes.actions}>
        <Button type="submit" loading={start.isPending} disabled={isBlocked}>
          {t(chosen.dryRun ? 'legacy.import.startDry' : 'legacy.import.start')}
        </Button>
        <Hint
          isNothing={isNothing}
          isUnreachable={asksSource && source?.reachable === false}
          error={isProblem(start.error, 'kernel.jobRunning') && !isRunning ? null : start.error}
        />
      </div>
    </form>
  );
}

/** Why the button does not work, or what came back when it was pressed. */
function Hint({
  isNothing,
  isUnreachable,
  error,
}: {
  isNothing: boolean;
  isUnreachable: boolean;
  error: Error | null;
}) {
  const text = useText();
  const { t } = text;
  if (isNothing) return <p className={classes.quiet}>{t('legacy.import.choose')}</p>;
  if (isUnreachable) return <p className={classes.quiet}>{t('legacy.import.unreachable')}</p>;
  if (!error) return null;
  const { title, body } = faultText(error, text);
  return (
    <p role="alert" className={classes.refusal}>
      {isProblem(error, 'kernel.jobRunning') ? t('legacy.import.alreadyRunning') : `${title} ${body ?? ''}`}
    </p>
  );
}

const isLimit = (limit: unknown): limit is number | null =>
  limit === null || (typeof limit === 'number' && limit >= 1 && limit <= 1_000_000);

const requestOf = (chosen: Record<Choice, boolean>, limit: unknown): ImportRequest => ({
  ...chosen,
  ...(typeof limit === 'number' && { limit }),
});
