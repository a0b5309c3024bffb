import { Button } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Fault,
  faultText,
  keys,
  Message,
  notify,
  openDialog,
  PageLink,
  request,
  type SlotProps,
  useMay,
  useSave,
  useText,
  ValueInput,
} from '#kernel/web/index.ts';
import { Check } from '#kernel/web/parts/Check.tsx';
import { attribute, product, variant } from '../../contract/index.ts';
import type { GeneratedVariants, VariantMatrix } from '../../contract/matrix.ts';
import { useVariants } from '../product/use-variants.ts';
import { MatrixGrid } from './MatrixGrid.tsx';
import classes from './matrix.module.css';
import { asChosen, besideMatrix, type Choice, everything, toggled } from './matrix-cells.ts';

type Family = SlotProps<typeof product>['row'];

/** The axes of a family and the matrix of its variants: what is there, what is missing, and a way to fill the gaps. */
export default function MatrixTab({ row: family }: SlotProps<typeof product>) {
  const { t } = useText();
  // The list of variants is kept live: what changes there changes the matrix.
  const { rows } = useVariants(family.id);
  const state = rows.reduce((sum, { version }) => sum + version, rows.length);
  const { data, error, refetch } = useQuery({
    queryKey: ['catalog.matrix', family.id, family.version, state],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<VariantMatrix>(`${product.path}/${family.id}/matrix`, { signal }),
  });
  return (
    <div className={classes.tab}>
      <AxisChooser family={family} />
      {error && !data ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : data && data.axes.length > 0 ? (
        <Matrix key={data.axes.map(({ id }) => id).join()} family={family} matrix={data} />
      ) : data ? (
        <Message title={t('catalog.matrix.none')} role="status">
          {t('catalog.matrix.none.body')} <PageLink path={attribute.path}>{t('catalog.matrix.attributes')}</PageLink>
        </Message>
      ) : null}
    </div>
  );
}

/** The axes themselves; what is chosen is saved at once. */
function AxisChooser({ family }: { family: Family }) {
  const text = useText();
  const save = useSave(product);
  const isOpen = family.abilities?.update && !family.abilities.fixed.includes('axes');
  const change = async (axes: unknown) => {
    try {
      const ids = (axes as { id: number }[]).map(({ id }) => id);
      await save.mutateAsync({ id: family.id, version: family.version, values: { axes: ids } });
    } catch (error) {
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    }
  };
  return (
    <section className={classes.section} aria-label={text.t('catalog.matrix.axes')}>
      <h2 className={classes.heading}>{text.t('catalog.matrix.axes')}</h2>
      <div className={classes.axes}>
        <ValueInput
          resource={product}
          field="axes"
          value={family.axes}
          onChange={(axes) => void change(axes)}
          disabled={!isOpen || save.isPending}
        />
      </div>
    </section>
  );
}

function Matrix({ family, matrix }: { family: Family; matrix: VariantMatrix }) {
  const { t } = useText();
  const may = useMay();
  const [choice, setChoice] = useState<Choice>(() => everything(matrix.axes));
  const beside = besideMatrix(matrix.axes, matrix.variants);
  return (
    <>
      <section className={classes.section} aria-label={t('catalog.matrix.values')}>
        <h2 className={classes.heading}>{t('catalog.matrix.values')}</h2>
        {matrix.axes.map(({ id, name, values }) => (
          <fieldset key={id} className={classes.values}>
            <legend>{name}</legend>
            {values.map((value) => (
              <Check
                key={value.code}
                checked={choice.get(id)?.has(value.code) ?? false}
                onChange={() => setChoice((now) => toggled(now, id, value.code))}
                label={
                  <>
                    {value.name} <span className={classes.quiet}>{value.code}</span>
                  </>
                }
              />
            ))}
          </fieldset>
        ))}
      </section>
      <MatrixGrid matrix={matrix} choice={choice} />
      {beside.length > 0 && (
        <p className={classes.quiet}>
          {t('catalog.matrix.beside', { count: beside.length })}{' '}
          {beside.slice(0, 8).map(({ id, sku }) => (
            <PageLink key={id} path={`${variant.path}/${id}`} className={classes.besideLink}>
              {sku}
            </PageLink>
          ))}
        </p>
      )}
      {may('catalog.variant:create') && <Generate family={family} choice={choice} />}
    </>
  );
}

/** Asks the server what would come of the choice, shows it, and makes it so. */
function Generate({ family, choice }: { family: Family; choice: Choice }) {
  const text = useText();
  const { t } = text;
  const client = useQueryClient();
  const [withNames, setWithNames] = useState(true);
  const [busy, setBusy] = useState(false);
  const generate = async () => {
    setBusy(true);
    const path = `${product.path}/${family.id}/variants`;
    const body = { axes: asChosen(choice), withNames };
    try {
      const preview = await request<GeneratedVariants>(path, { method: 'POST', body: { ...body, dryRun: true } });
      const made = await openDialog(() => import('./GenerateDialog.tsx'), { path, body, preview });
      if (!made) return;
      void client.invalidateQueries({ queryKey: keys.lists(variant.name) });
      notify({ tone: 'done', text: t('catalog.matrix.done', { count: made.created.length }) });
    } catch (error) {
      const { title, body: detail } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(detail ? { detail } : {}) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.generate}>
      <Check
        checked={withNames}
        onChange={(event) => setWithNames(event.currentTarget.checked)}
        label={t('catalog.matrix.withNames')}
      />
      <Button loading={busy} onClick={() => void generate()}>
        {t('catalog.matrix.generate')}
      </Button>
    </div>
  );
}
