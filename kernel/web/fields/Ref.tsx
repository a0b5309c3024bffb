import { isReference } from '../api/rows.ts';
import { useText } from '../i18n/text.ts';
import { lazyPart } from '../lazy.tsx';
import { PageLink } from '../navigation/PageLink.tsx';
import { useRegistry } from '../registry.tsx';
import type { FieldEntry, FieldView } from './field-parts.ts';
import own from './fields.module.css';

/** The record referred to, as a link; without its name where the reader may not see it. */
export function Display({ spec, value, plain }: FieldView) {
  const { t } = useText();
  const target = useRegistry().resource(spec.target);
  if (!isReference(value)) return null;
  if (value.title === null) return <span className={own.no}>{t('web.ref.hidden')}</span>;
  const title = target && !plain ? <PageLink path={`${target.path}/${value.id}`}>{value.title}</PageLink> : value.title;
  return value.subtitle ? (
    <>
      {title} <span className={own.subtitle}>{value.subtitle}</span>
    </>
  ) : (
    title
  );
}

export const Input = lazyPart<FieldEntry>(() => import('../entry/PickEntry.tsx'));

export const width = 180;
