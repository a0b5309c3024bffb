import type { NoticeLevel } from '#kernel/contract/index.ts';

/** How somebody is told: not at all, at the bell in the top bar, or there and by mail. */
export const channels = ['off', 'bell', 'mail'] as const;
export type Channel = (typeof channels)[number];

/** What holds for who has chosen nothing, nor his roles for him: mail only for what cannot wait. */
export const usualChannel = (level: NoticeLevel): Channel => (level === 'critical' ? 'mail' : 'bell');

/** Of several roles the one that tells most decides. */
export const loudest = (chosen: readonly Channel[]): Channel | undefined =>
  channels.findLast((channel) => chosen.includes(channel));
