import { IconCopy } from '@tabler/icons-react';
import type { Fields } from '#kernel/contract/index.ts';
import { IconButton, notify, useLabels, useText } from '#kernel/web/index.ts';
import classes from './origin.module.css';

interface OriginFactsProps {
  resource: { name: string; fields: Fields };
  /** What the import brought along, by field. */
  values: Readonly<Record<string, string | null>>;
}

/** The keys by which the legacy system knows a record: looked up now and then, copied on purpose. */
export function OriginFacts({ resource, values }: OriginFactsProps) {
  const { t } = useText();
  const labels = useLabels(resource);
  const known = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (known.length === 0) return <p className={classes.quiet}>{t('catalog.origin.none')}</p>;
  const copy = async (value: string) => {
    await navigator.clipboard?.writeText(value);
    notify({ tone: 'done', text: t('catalog.origin.copied') });
  };
  return (
    <dl className={classes.facts}>
      {known.map(([field, value]) => (
        <div key={field}>
          <dt>{labels.field(field)}</dt>
          <dd>
            <code>{value}</code>
            <IconButton
              label={t('catalog.origin.copy', { field: labels.field(field) })}
              size={28}
              onClick={() => void copy(value)}
            >
              <IconCopy size={15} />
            </IconButton>
          </dd>
        </div>
      ))}
    </dl>
  );
}
