import type { Reference } from '#kernel/contract/index.ts';
import { PageLink, useText } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import classes from './page.module.css';

/** Number and name of a variant, leading to its page. */
export function Item({ item }: { item: Reference }) {
  const { t } = useText();
  return (
    <>
      <PageLink path={`${variant.path}/${item.id}`}>{item.title ?? t('web.ref.hidden')}</PageLink>
      {item.subtitle && <span className={classes.name}>{item.subtitle}</span>}
    </>
  );
}
