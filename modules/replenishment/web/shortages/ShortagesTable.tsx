import { PageLink, StateBadge, useFormats, useText } from '#kernel/web/index.ts';
import { rule, type Shortage, type Shortages } from '../../contract/index.ts';
import classes from './shortages.module.css';

/** Words whose colour says how urgent a state is. */
const tones = { ok: 'ok', low: 'low', critical: 'overdue', out: 'failed' } as const;

const figures = ['available', 'promised', 'incoming', 'projected'] as const;
/** Mostly there is none of it. */
const isMovement = (figure: (typeof figures)[number]) => figure === 'promised' || figure === 'incoming';
/** Beyond it nobody counts the days. */
const year = 365;

export function ShortagesTable({ shortages: { items, more } }: { shortages: Shortages }) {
  const { t } = useText();
  const { int } = useFormats();
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t('replenishment.shortages.title')}>
        <thead>
          <tr>
            <th scope="col">{t('replenishment.shortages.state')}</th>
            <th scope="col">{t('replenishment.rule.field.product')}</th>
            <th scope="col" data-column="warehouse">
              {t('replenishment.rule.field.warehouse')}
            </th>
            {figures.map((figure) => (
              <th key={figure} scope="col" data-align="end" data-column={figure}>
                {t(`replenishment.shortages.${figure}`)}
              </th>
            ))}
            <th scope="col" data-align="end" data-column="levels">
              {t('replenishment.shortages.levels')}
            </th>
            <th scope="col" data-align="end" data-column="days">
              {t('replenishment.shortages.daysLeft')}
            </th>
            <th scope="col">{t('replenishment.shortages.proposal')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ShortageRow key={item.key} item={item} />
          ))}
        </tbody>
        {more > 0 && (
          <tfoot>
            <tr>
              <td colSpan={10} className={classes.quiet}>
                {t('replenishment.shortages.more', { count: int(more) })}
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function ShortageRow({ item }: { item: Shortage }) {
  const { t } = useText();
  const { quantity } = useFormats();
  const { product, state, abcClass } = item;
  return (
    <tr>
      <td>
        <StateBadge state={tones[state]} label={t(`replenishment.shortages.state.${state}`)} />
      </td>
      <th scope="row">
        <PageLink path={`catalog/variants/${product.id}`}>{product.title ?? product.id}</PageLink>
        {abcClass && (
          <span className={classes.class} data-tip={t('replenishment.abcClass')}>
            {abcClass}
          </span>
        )}
        {product.subtitle && <span className={classes.name}>{product.subtitle}</span>}
      </th>
      <td data-column="warehouse">{item.warehouse?.title ?? t('replenishment.shortages.allWarehouses')}</td>
      {figures.map((figure) => (
        <td key={figure} data-align="end" data-column={figure} data-short={item[figure].startsWith('-') || undefined}>
          {item[figure] === '0' && isMovement(figure) ? '–' : quantity(item[figure])}
        </td>
      ))}
      <td data-align="end" data-column="levels">
        <Levels item={item} />
      </td>
      <td data-align="end" data-column="days" data-short={item.isLate || undefined}>
        <Days item={item} />
      </td>
      <td>
        <Proposal item={item} />
      </td>
    </tr>
  );
}

/** Minimum and maximum lead to the rule. */
function Levels({ item: { rule: found } }: { item: Shortage }) {
  const { t } = useText();
  const { quantity } = useFormats();
  if (!found) return <span className={classes.quiet}>{t('replenishment.shortages.noRule')}</span>;
  const levels = [found.minimum, found.maximum].filter((level) => level !== null).map((level) => quantity(level));
  return <PageLink path={`${rule.path}/${found.id}`}>{levels.join(' / ')}</PageLink>;
}

function Days({ item: { daysLeft, leadTime, isLate } }: { item: Shortage }) {
  const { t } = useText();
  const { int } = useFormats();
  if (daysLeft === null) return '–';
  return (
    <span data-tip={isLate ? t('replenishment.shortages.late', { days: leadTime ?? 0 }) : undefined}>
      {daysLeft > year ? t('replenishment.shortages.overYear') : int(daysLeft)}
    </span>
  );
}

function Proposal({ item: { proposal, unit, means, transferFrom } }: { item: Shortage }) {
  const { t } = useText();
  const { quantity } = useFormats();
  if (proposal === '0') return <span className={classes.quiet}>{t('replenishment.shortages.enough')}</span>;
  return (
    <span className={classes.proposal}>
      <strong>
        {quantity(proposal)} {unit}
      </strong>{' '}
      {means && t(`replenishment.shortages.means.${means}`, { warehouse: transferFrom?.title ?? '' })}
    </span>
  );
}
