import { IconAlertTriangle, IconArrowBackUp, IconArrowLeft, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/text.ts';
import { PageLink } from '../navigation/PageLink.tsx';
import classes from './workplace.module.css';

interface WorkplacePageProps {
  title: string;
  /** How far the work is. */
  note?: string;
  /** Page that one comes back to. */
  back: string;
  /** How many acts wait to be sent, and whether no answer comes. */
  waiting?: number;
  isStuck?: boolean;
  /** Takes back the last act; absent: there is none. */
  onUndo?: (() => void) | undefined;
  children: ReactNode;
}

/** The frame of a work place: one task on one screen. */
export function WorkplacePage({ title, note, back, waiting = 0, isStuck, onUndo, children }: WorkplacePageProps) {
  const { t } = useText();
  return (
    <div className={classes.page}>
      <header className={classes.bar}>
        <PageLink path={back} className={classes.tool} aria-label={t('web.workplace.page.back')}>
          <IconArrowLeft size={24} />
        </PageLink>
        <div className={classes.barText}>
          <h1 className={classes.title}>{title}</h1>
          {note && <span className={classes.note}>{note}</span>}
        </div>
        <span className={classes.queue} role="status" data-stuck={isStuck || undefined}>
          {waiting > 0 && (
            <>
              {isStuck ? <IconCloudOff size={20} /> : <IconCloudUp size={20} />}
              {t('web.workplace.queue.waiting', { count: waiting })}
            </>
          )}
        </span>
        {onUndo && (
          <button type="button" className={classes.undo} onClick={onUndo}>
            <IconArrowBackUp size={22} />
            <span className={classes.undoText}>{t('web.workplace.page.undo')}</span>
          </button>
        )}
      </header>
      <main className={classes.body}>{children}</main>
    </div>
  );
}

/** What was wrong, where one looks: it stays until the next step, and covers nothing. */
export function Wrong({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text && (
        <p className={classes.wrong}>
          <IconAlertTriangle size={26} />
          {text}
        </p>
      )}
    </div>
  );
}

interface BigButtonProps {
  children: ReactNode;
  onClick: () => void;
  tone?: 'primary' | 'plain' | 'danger';
  isDisabled?: boolean;
}

/** A button that a glove hits. */
export function BigButton({ children, onClick, tone = 'primary', isDisabled = false }: BigButtonProps) {
  return (
    <button type="button" className={classes.big} data-tone={tone} disabled={isDisabled} onClick={onClick}>
      {children}
    </button>
  );
}
