import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  AskedField,
  Fault,
  idFor,
  idIn,
  keys,
  notify,
  request,
  textFor,
  useIntent,
  useMay,
  usePage,
  usePageTitle,
  useReference,
  useSetSearch,
  useText,
} from '#kernel/web/index.ts';
import { Check } from '#kernel/web/parts/Check.tsx';
import { variant } from '#modules/catalog/contract/index.ts';
import { bom, type Replacement } from '../../contract/index.ts';
import classes from '../parts/page.module.css';
import { ReplacementTable } from './ReplacementTable.tsx';

/** Another component in the place of one, in every BOM: first what would happen, then the doing. */
export default function ReplacePage() {
  const { t } = useText();
  const may = useMay();
  const { search } = usePage();
  const setSearch = useSetSearch();
  usePageTitle(t('bom.replace.title'));
  const [factor, setFactor] = useState('1');
  const [release, setRelease] = useState(false);
  const ids = { component: idIn(search.component), replacement: idIn(search.replacement) };
  const [component, replacement] = [useReference(variant, ids.component), useReference(variant, ids.replacement)];
  const work = useReplacement({ ...ids, factor, release });
  const { clear } = work;
  const change = (to: Record<string, string | undefined>) => {
    clear();
    setSearch(to);
  };
  return (
    <article className={classes.page}>
      <h1 className={classes.title}>{t('bom.replace.title')}</h1>
      <p className={classes.text}>{t('bom.replace.hint')}</p>
      <div className={classes.form} data-even>
        <AskedField
          label={t('bom.replace.component')}
          resource={bom}
          field="variant"
          value={component}
          autoFocus={ids.component === null}
          onChange={(value) => change({ component: idFor(value) })}
        />
        <AskedField
          label={t('bom.replace.replacement')}
          resource={bom}
          field="variant"
          value={replacement}
          onChange={(value) => change({ replacement: idFor(value) })}
        />
        <AskedField
          label={t('bom.replace.factor')}
          resource={bom}
          field="outputQuantity"
          value={factor}
          onChange={(value) => {
            clear();
            setFactor(textFor(value) ?? '1');
          }}
        />
      </div>
      <div className={classes.actions}>
        <Button variant="default" disabled={!work.isAsked} loading={work.isBusy} onClick={() => void work.send(true)}>
          {t('bom.replace.preview')}
        </Button>
        {work.count > 0 && (
          <Button loading={work.isBusy} onClick={() => void work.send(false)}>
            {t('bom.replace.apply', { count: work.count })}
          </Button>
        )}
        {may('bom.bom:release') && (
          <Check
            label={t('bom.replace.release')}
            checked={release}
            onChange={(event) => {
              clear();
              setRelease(event.currentTarget.checked);
            }}
          />
        )}
      </div>
      {work.error && <Fault error={work.error} />}
      {work.result && <ReplacementTable replacement={work.result} />}
    </article>
  );
}

interface Wish {
  component: number | null;
  replacement: number | null;
  factor: string;
  release: boolean;
}

function useReplacement(wish: Wish) {
  const { t } = useText();
  const client = useQueryClient();
  const intent = useIntent();
  const [result, setResult] = useState<Replacement | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (dryRun: boolean) => {
    setBusy(true);
    setError(null);
    const body = { ...wish, dryRun };
    try {
      const answer = await request<Replacement>('bom/mass-replace', {
        method: 'POST',
        body,
        timeout: 120_000,
        ...(dryRun ? {} : { idempotencyKey: intent.key([body]) }),
      });
      setResult(answer);
      if (dryRun) return;
      intent.done();
      void client.invalidateQueries({ queryKey: keys.lists(bom.name) });
      notify({ tone: 'done', text: t('bom.replace.done', { count: doneIn(answer) }) });
    } catch (fault) {
      if (!(fault instanceof Error)) throw fault;
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return {
    result,
    error,
    isBusy,
    isAsked: wish.component !== null && wish.replacement !== null,
    /** BOMs that a preview says can be changed. */
    count: result?.dryRun ? doneIn(result) : 0,
    clear: () => setResult(null),
    send,
  };
}

const doneIn = ({ boms }: Replacement): number => boms.filter(({ outcome }) => outcome !== 'refused').length;
