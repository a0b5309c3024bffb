import { Fault, type SlotProps, StateBadge, useFormats, useText, Waiting } from '#kernel/web/index.ts';
import { type CountRoute, type count, place, type RoutePlace } from '../../contract/index.ts';
import classes from './review.module.css';
import { useOfCount } from './use-count.ts';

/** The places on their way: who is where, and what is left there. */
export default function PlacesTab({ row }: SlotProps<typeof count>) {
  const { t } = useText();
  const { int } = useFormats();
  const { data, error, refetch } = useOfCount<CountRoute>(row.id, row.version, 'route');
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.places.length === 0) return <p className={classes.quiet}>{t('stocktake.review.notStarted')}</p>;
  const shown = (one: RoutePlace) => (one.isRecount ? 'waiting' : one.state === 'open' ? 'neutral' : one.state);
  const label = (one: RoutePlace) =>
    one.isRecount ? t('stocktake.position.value.state.recount') : t(`${place.name}.value.state.${one.state}`);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t('stocktake.review.places')}>
        <thead>
          <tr>
            <th scope="col">{t('stocktake.place.field.location')}</th>
            <th scope="col">{t('stocktake.place.field.state')}</th>
            <th scope="col" data-align="end">
              {t('stocktake.review.positions')}
            </th>
            <th scope="col" data-align="end">
              {t('stocktake.review.left')}
            </th>
            <th scope="col">{t('stocktake.place.field.counter')}</th>
          </tr>
        </thead>
        <tbody>
          {data.places.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.location.title} <span className={classes.quiet}>{one.location.subtitle}</span>
              </th>
              <td>
                <StateBadge state={shown(one)} label={label(one)} />
              </td>
              <td data-align="end">{int(one.positions)}</td>
              <td data-align="end">{one.open > 0 ? int(one.open) : '–'}</td>
              <td>{one.counter?.title}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
