export interface Notice {
  tone: 'done' | 'wrong' | 'note';
  text: string;
  /** Second line, e.g. what to do next. */
  detail?: string;
  /** Offers one act, mostly to undo. */
  action?: { label: string; run: () => void };
}

/** Says something in passing, at the lower edge; its code is fetched at the first notice. */
export function notify(notice: Notice): void {
  void import('./NoticeHost.tsx').then(({ showNotice }) => showNotice(notice));
}
