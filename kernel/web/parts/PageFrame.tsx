import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageFrameProps {
  title: string;
  /** Beneath the title: how old, how far. */
  note?: ReactNode;
  /** What can be done here, at the end of the head. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of a module: its title, what can be done, and the rest. */
export function PageFrame({ title, note, actions, children }: PageFrameProps) {
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{title}</h1>
          {note && <p className={classes.note}>{note}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </article>
  );
}
