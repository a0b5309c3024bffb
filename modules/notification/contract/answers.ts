import type { NoticeLevel, Translated } from '#kernel/contract/index.ts';
import type { Channel } from './channels.ts';

/** What a notice's sentence names: texts of two languages are told in the reader's. */
export type NoticeParams = Readonly<Record<string, string | number | boolean | Translated | null>>;

export interface NoticeView {
  id: number;
  kind: string;
  level: NoticeLevel;
  /** The sentence, in the reader's language. */
  text: string;
  /** Path of the page it is about. */
  path: string | null;
  at: string;
  isRead: boolean;
}

/** Answer of `GET notification/inbox`: one's own notices, the newest first. */
export interface Inbox {
  unread: number;
  items: NoticeView[];
  /** To be given as `before` for the next page. */
  next: number | null;
}

/** How one is told of a kind of notice. */
export interface Preference {
  kind: string;
  name: string;
  level: NoticeLevel;
  /** Own choice; null: as `usual` says. */
  chosen: Channel | null;
  /** What holds without a choice: that of the roles, else what suits the level. */
  usual: Channel;
}

/** Answer of `GET notification/preferences`. */
export interface Preferences {
  /** Where mail goes; null: no address, or this house sends none. */
  mailTo: string | null;
  sendsMail: boolean;
  items: Preference[];
}
