import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText, keys, useText } from '#kernel/web/index.ts';
import { signal } from '#kernel/web/workplace/signal.ts';
import { useOutbox } from '#kernel/web/workplace/use-outbox.ts';
import { balance, type WorkPosting } from '../../contract/index.ts';
import type { Taken } from './hand.ts';

/** A request that takes an act back. */
interface UndoCall {
  path: string;
  body: unknown;
}
interface ActMeta {
  /** What was done, as a sentence. */
  said: string;
  /** `posting`: by what the server answers. */
  undo: 'posting' | UndoCall | null;
  /** Key of the act that this one takes back. */
  undoes: string | null;
  taken: Taken | null;
}
export interface Act extends Omit<ActMeta, 'undoes' | 'taken'> {
  path: string;
  body: unknown;
  taken?: Taken;
}

export interface LogEntry {
  key: string;
  said: string;
  state: 'waiting' | 'done' | 'undone' | 'refused';
  /** Number of the document, what is doubtful, or why it was refused. */
  note: string | null;
  undo: UndoCall | null;
}
export interface Said {
  tone: 'right' | 'wrong' | 'note';
  text: string;
}

/** Root of what work places have fetched: below the lists of balances, as colleagues move goods too. */
export const contentsKey = [...keys.lists(balance.name), 'work'] as const;
const mostEntries = 12;

/** What answers of any posting may say. */
type Answer = Partial<Omit<WorkPosting, 'warnings'>> & { warnings?: readonly (string | { message: string })[] };
const warningsOf = ({ warnings = [] }: Answer) =>
  warnings.map((one) => (typeof one === 'string' ? one : one.message)).join(' ');

/** Everything that all work places of the warehouse share: what was done, sent, taken back, and what is said of it. */
export function useWork() {
  const text = useText();
  const { t } = text;
  const client = useQueryClient();
  const [log, setLog] = useState<readonly LogEntry[]>([]);
  const [said, setSaid] = useState<Said | null>(null);
  const add = (entry: LogEntry) => setLog((known) => [entry, ...known].slice(0, mostEntries));
  const say = (tone: Said['tone'], sentence: string) => {
    if (tone !== 'note') signal(tone);
    setSaid({ tone, text: sentence });
  };
  const outbox = useOutbox<ActMeta>('stock.work', {
    onSent: ({ key, meta }, given) => {
      const answer = (given ?? {}) as Answer;
      const warned = warningsOf(answer);
      if (warned) setSaid({ tone: 'note', text: warned });
      if (meta.undoes)
        setLog((known) =>
          known.map((one) => (one.key === meta.undoes ? { ...one, state: 'undone', undo: null } : one)),
        );
      else {
        const { resource, id } = answer;
        const undo = meta.undo === 'posting' ? { path: 'stock/work/undo', body: { resource, id } } : meta.undo;
        add({ key, said: meta.said, state: 'done', note: warned || (answer.number ?? null), undo });
      }
      void client.invalidateQueries({ queryKey: contentsKey });
    },
    onRefused: ({ key, meta }, problem) => {
      const { title, body } = faultText(problem, text);
      say('wrong', `${meta.said}: ${[title, body].filter(Boolean).join(' ')}`);
      if (!meta.undoes) add({ key, said: meta.said, state: 'refused', note: title, undo: null });
      void client.invalidateQueries({ queryKey: contentsKey });
    },
  });
  const post = ({ path, body, said: sentence, undo, taken }: Act) => {
    signal('done');
    setSaid({ tone: 'right', text: sentence });
    outbox.push(path, body, { said: sentence, undo, undoes: null, taken: taken ?? null });
  };
  const undo = () => {
    const back = outbox.withdraw();
    if (back) return say('right', t('stock.work.withdrawn', { what: back.meta.said }));
    const pending = new Set(outbox.waiting.map(({ meta }) => meta.undoes));
    const last = log.find((one) => one.state === 'done' && one.undo !== null && !pending.has(one.key));
    if (!last?.undo) return say('wrong', t('stock.work.nothingToUndo'));
    const sentence = t('stock.work.takenBack', { what: last.said });
    signal('right');
    setSaid({ tone: 'note', text: sentence });
    outbox.push(last.undo.path, last.undo.body, { said: sentence, undo: null, undoes: last.key, taken: null });
  };
  const waiting = outbox.waiting
    .filter(({ meta }) => meta.undoes === null)
    .map(({ key, meta }): LogEntry => ({ key, said: meta.said, state: 'waiting', note: null, undo: null }))
    .toReversed();
  const entries = [...waiting, ...log];
  return {
    post,
    say,
    said,
    entries,
    taken: outbox.waiting.map(({ meta }) => meta.taken),
    waiting: outbox.waiting.length,
    isStuck: outbox.isStuck,
    undo: entries.some((one) => one.state === 'waiting' || (one.state === 'done' && one.undo)) ? undo : undefined,
  };
}

export type Work = ReturnType<typeof useWork>;
