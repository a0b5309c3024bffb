import { useQuery } from '@tanstack/react-query';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import {
  AskedField,
  idFor,
  idIn,
  keys,
  Message,
  request,
  textFor,
  usePage,
  usePageTitle,
  useReference,
  useSetSearch,
  useText,
  useWatch,
} from '#kernel/web/index.ts';
import { Answer } from '#kernel/web/parts/Answer.tsx';
import { PageFrame } from '#kernel/web/parts/PageFrame.tsx';
import { variant } from '#modules/catalog/contract/index.ts';
import { bom, cost, type Explosion } from '../../contract/index.ts';
import classes from '../parts/page.module.css';
import { DemandTable } from './DemandTable.tsx';
import { ExplosionSummary } from './ExplosionSummary.tsx';
import { ExplosionTree } from './ExplosionTree.tsx';

/** A variant, a quantity, a day: all that it takes, what it costs and what is missing. The question stands in the address. */
export default function ExplosionPage() {
  const { t, language } = useText();
  const { search } = usePage();
  const setSearch = useSetSearch();
  const asked = idIn(search.variant);
  const quantity = search.quantity ?? '1';
  const date = search.date ?? isoDate(new Date());
  const subject = useReference(variant, asked);
  const title = t('bom.explosion.title');
  usePageTitle(subject?.title ? `${title} ${subject.title}` : title);
  useWatch(cost.name);
  const params = new URLSearchParams({ variant: String(asked), quantity, date, lang: language });
  const query = useQuery({
    queryKey: keys.list(cost.name, `explosion ${params}`),
    queryFn: ({ signal }) => request<Explosion>(`bom/explosion?${params}`, { signal }),
    enabled: asked !== null,
    placeholderData: (before) => before,
  });
  return (
    <PageFrame title={title}>
      <div className={classes.form}>
        <AskedField
          label={t('bom.explosion.variant')}
          resource={bom}
          field="variant"
          value={subject}
          autoFocus={asked === null}
          onChange={(value) => setSearch({ variant: idFor(value) })}
        />
        <AskedField
          label={t('bom.explosion.quantity')}
          resource={bom}
          field="outputQuantity"
          value={quantity}
          onChange={(value) => Number(value) > 0 && setSearch({ quantity: textFor(value) })}
        />
        <AskedField
          label={t('bom.explosion.date')}
          resource={bom}
          field="validFrom"
          value={date}
          onChange={(value) => setSearch({ date: textFor(value) })}
        />
      </div>
      {asked === null ? (
        <Message title={t('bom.explosion.choose')} role="status">
          {t('bom.explosion.choose.body')}
        </Message>
      ) : (
        <Answer
          query={query}
          isNone={({ lines }) => lines.length < 2}
          none={
            <Message title={t('bom.explosion.none')} role="status">
              {t('bom.bom.empty')}
            </Message>
          }
        >
          {(explosion) => (
            <div className={classes.stack}>
              <ExplosionSummary explosion={explosion} />
              <ExplosionTree key={explosion.lines[0]?.variant.id} explosion={explosion} />
              <DemandTable explosion={explosion} />
            </div>
          )}
        </Answer>
      )}
    </PageFrame>
  );
}
