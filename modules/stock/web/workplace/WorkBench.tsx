import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconCloudUp, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '#kernel/web/index.ts';
import { ScanInput } from '#kernel/web/workplace/ScanInput.tsx';
import { WorkplacePage } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { Candidate } from './use-scan.ts';
import type { LogEntry, Said, Work } from './use-work.ts';
import classes from './work.module.css';

interface WorkBenchProps {
  title: string;
  note?: string;
  /** The next step, as a request. */
  asked: string;
  work: Work;
  scan: {
    onScan: (code: string) => void;
    candidates: readonly Candidate[];
    choose: (candidate: Candidate) => void;
  };
  children: ReactNode;
}

/** What every work place of the warehouse shows: what is to be scanned, what came of it, what was done. */
export function WorkBench({ title, note, asked, work, scan, children }: WorkBenchProps) {
  return (
    <WorkplacePage
      title={title}
      {...(note && { note })}
      back="stock/work"
      waiting={work.waiting}
      isStuck={work.isStuck}
      onUndo={work.undo}
    >
      <div className={classes.ask}>
        <p className={classes.asked} aria-live="polite">
          {asked}
        </p>
        <ScanInput label={asked} onScan={scan.onScan} />
      </div>
      <SaidLine said={work.said} />
      {scan.candidates.length > 0 && (
        <ul className={classes.rows}>
          {scan.candidates.map((candidate) => (
            <li key={candidate.key}>
              <button type="button" className={classes.row} onClick={() => scan.choose(candidate)}>
                <strong className={classes.rowTitle}>{candidate.title}</strong>
                <span className={classes.quiet}>{candidate.subtitle}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {children}
      <WorkLog entries={work.entries} />
    </WorkplacePage>
  );
}

const icons = { right: IconCheck, wrong: IconAlertTriangle, note: IconInfoCircle } as const;

function SaidLine({ said }: { said: Said | null }) {
  const Icon = icons[said?.tone ?? 'note'];
  return (
    <div role={said?.tone === 'wrong' ? 'alert' : 'status'} className={classes.said} data-tone={said?.tone}>
      {said && (
        <>
          <Icon size={24} aria-hidden />
          <span>{said.text}</span>
        </>
      )}
    </div>
  );
}

const marks = { waiting: IconCloudUp, done: IconCheck, undone: IconArrowBackUp, refused: IconX } as const;

function WorkLog({ entries }: { entries: readonly LogEntry[] }) {
  const { t } = useText();
  if (entries.length === 0) return null;
  return (
    <section className={classes.log}>
      <h2 className={classes.logTitle}>{t('stock.work.log')}</h2>
      <ol className={classes.entries}>
        {entries.map(({ key, said, state, note }) => {
          const Mark = marks[state];
          return (
            <li key={key} className={classes.entry} data-state={state}>
              <Mark size={20} aria-hidden />
              <span className={classes.entryText}>{said}</span>
              <span className={classes.quiet}>
                {t(`stock.work.state.${state}`)}
                {note && ` · ${note}`}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
