import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Reference } from '#kernel/contract/index.ts';
import {
  faultText,
  notify,
  PageLink,
  type SlotProps,
  useMay,
  usePick,
  useSave,
  useText,
  ValueInput,
} from '#kernel/web/index.ts';
import { product, variant } from '../../contract/index.ts';
import notice from '../notice.module.css';

const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value;

/** A variant without a family: why, as far as the import knows, and a way to give it one (PRD-LNK-05). */
export default function OrphanNotice({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  if (row.product) return null;
  const reason = !row.legacyKey
    ? t('catalog.orphan.byHand')
    : row.legacyFamilie
      ? t('catalog.orphan.keyUnknown', { key: row.legacyFamilie })
      : t('catalog.orphan.keyMissing');
  return (
    <div className={notice.notice} role="note" aria-label={t('catalog.orphan.title')}>
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <p className={notice.title}>{t('catalog.orphan.title')}</p>
        <p>{reason}</p>
        {row.abilities?.update && !row.abilities.fixed.includes('product') && <Assign row={row} />}
      </div>
    </div>
  );
}

function Assign({ row }: SlotProps<typeof variant>) {
  const text = useText();
  const { t } = text;
  const may = useMay();
  const save = useSave(variant);
  const [chosen, setChosen] = useState<unknown>(null);
  const [isMissing, setMissing] = useState(false);
  const suggested = useSuggestion(row.baseSku, may('catalog.product:read'));
  if (!may('catalog.product:read')) return null;
  const assign = async (family: Reference) => {
    try {
      await save.mutateAsync({ id: row.id, version: row.version, values: { product: family.id } });
      notify({ tone: 'done', text: t('catalog.orphan.assigned', { sku: row.sku, family: family.title }) });
    } catch (error) {
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    }
  };
  return (
    <form
      className={notice.form}
      onSubmit={(event) => {
        event.preventDefault();
        // The button takes the focus at any time; without a choice it says what is missing.
        setMissing(!isReference(chosen));
        if (isReference(chosen)) void assign(chosen);
      }}
    >
      <div className={notice.pick}>
        <ValueInput
          resource={variant}
          field="product"
          value={chosen}
          onChange={(value) => {
            setChosen(value);
            setMissing(false);
          }}
          invalid={isMissing}
          aria-label={t('catalog.orphan.family')}
          placeholder={t('catalog.orphan.placeholder')}
        />
      </div>
      <Button type="submit" loading={save.isPending}>
        {t('catalog.orphan.assign')}
      </Button>
      {isMissing && (
        <p role="alert" className={notice.missing}>
          {t('catalog.orphan.missing')}
        </p>
      )}
      {suggested && chosen === null && (
        <span className={notice.suggestion}>
          {t('catalog.orphan.suggestion')}{' '}
          <PageLink path={`${product.path}/${suggested.id}`}>{suggested.title}</PageLink> {suggested.subtitle}
          <Button variant="subtle" onClick={() => setChosen(suggested)}>
            {t('catalog.orphan.take')}
          </Button>
        </span>
      )}
    </form>
  );
}

/** The family whose number is the variant's base number. */
function useSuggestion(baseSku: string | null, enabled: boolean): Reference | undefined {
  const { data } = usePick(product, baseSku ?? '', enabled && Boolean(baseSku));
  const found = data?.items.find(({ title }) => title === baseSku);
  return found && { id: found.id, title: found.title, subtitle: found.subtitle ?? null };
}
