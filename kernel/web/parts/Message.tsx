import type { ReactNode } from 'react';
import classes from './Message.module.css';

export interface MessageProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  /** What to do about it: one or two buttons. */
  actions?: ReactNode;
  /** Small print, e.g. the number of the request. */
  note?: ReactNode;
  role?: 'alert' | 'status';
}

/** The calm full-page sentence: nothing here yet, not found, not allowed, went wrong. */
export function Message({ icon, title, children, actions, note, role }: MessageProps) {
  return (
    <div className={classes.message} role={role}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <h2 className={classes.title}>{title}</h2>
      {children && <div className={classes.body}>{children}</div>}
      {actions && <div className={classes.actions}>{actions}</div>}
      {note && <div className={classes.note}>{note}</div>}
    </div>
  );
}
