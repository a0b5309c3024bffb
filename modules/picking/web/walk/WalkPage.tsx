import { useState } from 'react';
import {
  Fault,
  faultText,
  newKey,
  notify,
  type PageProps,
  request,
  useGo,
  usePageTitle,
  useText,
  Waiting,
} from '#kernel/web/index.ts';
import { signal } from '#kernel/web/workplace/signal.ts';
import { BigButton, WorkplacePage } from '#kernel/web/workplace/WorkplacePage.tsx';
import { pick, type Walk, type WalkTask, wave } from '../../contract/index.ts';
import { BoxesStep } from './BoxesStep.tsx';
import { NextStops } from './NextStops.tsx';
import { type Taking, TaskView } from './TaskView.tsx';
import { useWalk } from './use-walk.ts';
import classes from './walk.module.css';
import { begin, type Position } from './walk-state.ts';

/** Picking at the shelf, place by place; any device goes on where another one stopped. */
export default function WalkPage({ params }: PageProps) {
  const id = Number(params.id);
  const { t } = useText();
  const { walk, known, outbox, error, refetch, refresh, explain } = useWalk(id);
  usePageTitle(walk ? `${t('picking.walk.title')} ${walk.number}` : t('picking.walk.title'));
  const [isBoxless, setBoxless] = useState(false);
  const isFresh = walk?.state === 'open' && walk.picks.length === 0 && outbox.waiting.length === 0;
  const needsBoxes = isFresh && !isBoxless && walk.lists.length > 1 && walk.lists.some(({ box }) => box === null);
  const undo = async () => {
    const withdrawn = outbox.withdraw();
    const [last] = known?.picks ?? [];
    try {
      if (!withdrawn) {
        if (!last || outbox.waiting.length > 0) return;
        await request(`${pick.path}/${last.id}/undo`, { method: 'POST', body: {}, idempotencyKey: newKey() });
        await refresh();
      }
      notify({ tone: 'note', text: t('picking.walk.undone') });
    } catch (fault) {
      explain(fault);
    }
  };
  const taken = known?.lists.reduce((sum, { picked }) => sum + Number(picked), 0) ?? 0;
  const open = walk?.tasks.reduce((sum, { quantity }) => sum + Number(quantity), 0) ?? 0;
  const waits = outbox.waiting.reduce((sum, { meta }) => sum + Number(meta.quantity), 0);
  const mayUndo = walk?.state === 'open' && (outbox.waiting.length > 0 || (known?.picks.length ?? 0) > 0);
  return (
    <WorkplacePage
      title={walk?.number ?? t('picking.walk.title')}
      note={walk ? t('picking.walk.of', { done: taken + waits, all: taken + waits + open }) : ''}
      back="picking/plan"
      waiting={outbox.waiting.length}
      isStuck={outbox.isStuck}
      onUndo={mayUndo ? () => void undo() : undefined}
    >
      {walk && needsBoxes ? (
        <BoxesStep walk={walk} onAssigned={() => void refresh()} onSkip={() => setBoxless(true)} explain={explain} />
      ) : walk ? (
        <Shelf
          walk={walk}
          isSettled={outbox.waiting.length === 0}
          onTake={(task, { body, isShort }) =>
            outbox.push(`${wave.path}/${id}/take`, body, {
              wave: id,
              key: task.key,
              quantity: String(body.quantity),
              isShort,
              product: task.product.title ?? '',
            })
          }
        />
      ) : error ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </WorkplacePage>
  );
}

interface ShelfProps {
  walk: Walk;
  /** Nothing waits to be sent. */
  isSettled: boolean;
  onTake: (task: WalkTask, taking: Taking) => void;
}

function Shelf({ walk, isSettled, onTake }: ShelfProps) {
  const [later, setLater] = useState<readonly string[]>([]);
  const [before, setBefore] = useState<{ task: WalkTask; position: Position } | null>(null);
  const [moved, setMoved] = useState<Position | null>(null);
  // What was put off comes once everything else is done.
  const tasks = [
    ...walk.tasks.filter(({ key }) => !later.includes(key)),
    ...walk.tasks.filter(({ key }) => later.includes(key)),
  ];
  const [task] = tasks;
  if (!task || walk.state !== 'open') return <Done walk={walk} isSettled={isSettled} />;
  const position = moved?.key === task.key ? moved : begin(task, before);
  return (
    <div className={classes.shelf}>
      <TaskView
        // What is left of a task after a part was taken begins anew.
        key={`${task.key} ${task.quantity}`}
        walk={walk}
        task={task}
        position={position}
        onMove={setMoved}
        onTake={(taking) => {
          signal(tasks.length === 1 ? 'done' : 'right');
          setBefore({ task, position });
          setMoved(null);
          onTake(task, taking);
        }}
        onLater={tasks.length > 1 ? () => setLater([...later.filter((key) => key !== task.key), task.key]) : undefined}
      />
      <NextStops tasks={tasks.slice(1)} walk={walk} />
    </div>
  );
}

/** Everything is fetched, or the walk has ended: on to the packing table. */
function Done({ walk, isSettled }: { walk: Walk; isSettled: boolean }) {
  const text = useText();
  const { t } = text;
  const go = useGo();
  const [isBusy, setBusy] = useState(false);
  const toTable = () => {
    const list = walk.lists.find(({ state, picked }) => state === 'picked' || (state === 'open' && picked !== '0'));
    go(list ? `picking/lists/${list.id}/pack` : 'picking/plan');
  };
  const finish = async () => {
    setBusy(true);
    try {
      await request(`${wave.path}/${walk.id}/finish`, { method: 'POST', body: {}, idempotencyKey: newKey() });
      toTable();
    } catch (error) {
      signal('wrong');
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
      setBusy(false);
    }
  };
  const isOpen = walk.state === 'open';
  return (
    <section className={classes.done}>
      <h2 className={classes.place}>{t(isOpen ? 'picking.walk.done' : 'picking.walk.closed')}</h2>
      {isOpen && <p className={classes.hint}>{t('picking.walk.done.body', { place: walk.place.title })}</p>}
      <BigButton isDisabled={isBusy || !isSettled} onClick={() => (isOpen ? void finish() : toTable())}>
        {t('picking.walk.finish')}
      </BigButton>
    </section>
  );
}
