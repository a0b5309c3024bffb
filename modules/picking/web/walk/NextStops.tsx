import { useFormats, useText } from '#kernel/web/index.ts';
import type { Walk, WalkTask } from '../../contract/index.ts';
import classes from './walk.module.css';

const shown = 6;

/** What comes after this stop, so that nobody runs twice. */
export function NextStops({ tasks, walk }: { tasks: readonly WalkTask[]; walk: Walk }) {
  const { t } = useText();
  const { quantity, int } = useFormats();
  if (tasks.length === 0) return null;
  const position = new Map(walk.lists.map((list) => [list.id, list.position]));
  return (
    <section className={classes.next} aria-label={t('picking.walk.next')}>
      <h2 className={classes.nextHead}>{t('picking.walk.next')}</h2>
      <ol className={classes.stops}>
        {tasks.slice(0, shown).map((task) => (
          <li key={task.key} className={classes.stop}>
            <strong>{task.box?.title ?? task.location.title}</strong>
            <span className={classes.stopGoods}>{task.product.title}</span>
            <span className={classes.stopCount}>
              {quantity(task.quantity)}
              {walk.lists.length > 1 && <small> → {position.get(task.list)}</small>}
            </span>
          </li>
        ))}
      </ol>
      {tasks.length > shown && <p className={classes.hint}>+ {int(tasks.length - shown)}</p>}
    </section>
  );
}
