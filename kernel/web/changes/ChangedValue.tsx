import { useQuery } from '@tanstack/react-query';
import { type FieldSpec, languages, type Translated } from '../../contract/index.ts';
import { keys } from '../api/keys.ts';
import { request } from '../api/request.ts';
import type { PickItem } from '../api/use-pick.ts';
import { fieldParts } from '../fields/index.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { PageLink } from '../navigation/PageLink.tsx';
import { useRegistry } from '../registry.tsx';
import classes from './changes.module.css';

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const isTranslated = (value: unknown): value is Translated =>
  typeof value === 'object' && value !== null && languages.some((language) => language in value);

export interface ChangedValueProps {
  spec: FieldSpec | undefined;
  path: string;
  labels: Labels;
  value: unknown;
}

/** A value as it stands in the log: references by number, texts in all languages. */
export function ChangedValue({ spec, path, labels, value }: ChangedValueProps) {
  const { t } = useText();
  if (isEmpty(value)) return <span className={classes.quiet}>{t('web.history.nothing')}</span>;
  if (!spec) return <span>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</span>;
  if (spec.kind === 'ref' && typeof value === 'number') return <RecordName target={spec.target} id={value} />;
  if (spec.kind === 'refs' && Array.isArray(value)) return <RecordNames target={spec.target} ids={value} />;
  if (spec.kind === 'file') return <span>{t('web.history.file')}</span>;
  if (spec.kind === 'translated' && isTranslated(value)) return <Texts value={value} />;
  const { Display } = fieldParts[spec.kind];
  return (
    <span>
      <Display spec={spec} path={path} labels={labels} value={value} full />
    </span>
  );
}

function RecordNames({ target, ids }: { target: string | undefined; ids: readonly unknown[] }) {
  return ids.map((id, index) => (
    <span key={String(id)}>
      {index > 0 && ', '}
      <RecordName target={target} id={Number(id)} />
    </span>
  ));
}

/** The record that was referred to, by its name of today. */
function RecordName({ target, id }: { target: string | undefined; id: number }) {
  const { t } = useText();
  const resource = useRegistry().resource(target);
  const { data, isPending } = useQuery({
    queryKey: keys.pick(target ?? '', `id=${id}`),
    queryFn: () => request<{ items: PickItem[] }>(`${resource?.path}/pick?id=${id}`),
    staleTime: 300_000,
    enabled: resource !== undefined,
    retry: false,
  });
  if (resource && isPending) return <span className={classes.quiet}>…</span>;
  const item = data?.items[0];
  if (!resource || !item) return <span className={classes.quiet}>{t('web.history.unknown')}</span>;
  return (
    <span>
      <PageLink path={`${resource.path}/${id}`}>{item.title}</PageLink>{' '}
      <span className={classes.quiet}>{item.subtitle}</span>
    </span>
  );
}

function Texts({ value }: { value: Translated }) {
  return (
    <span className={classes.texts}>
      {languages.map((language) => (
        <span key={language} lang={language}>
          <span className={classes.language}>{language}</span> {value[language] ?? '–'}
        </span>
      ))}
    </span>
  );
}
