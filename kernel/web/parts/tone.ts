/** What a state means, whatever the document: the one mapping from word to colour. */
export type Tone = 'neutral' | 'progress' | 'waiting' | 'done' | 'wrong' | 'off';

const words: Record<Exclude<Tone, 'neutral'>, readonly string[]> = {
  progress: [
    'confirmed', 'inprogress', 'running', 'sent', 'released', 'picking', 'picked', 'packing', 'packed', 'shipped', 'processing', 'started',
    'partial', 'partiallydelivered', 'partiallyinvoiced', 'partiallypaid', 'partiallyreceived', 'ordered', 'invoiced', 'counting', 'scheduled', 'planned',
  ],
  waiting: [
    'open', 'pending', 'pendingapproval', 'pendingactivation', 'waiting', 'queued', 'requested', 'submitted', 'review', 'due', 'reminded',
    'onhold', 'hold', 'low', 'short', 'away', 'pendingreview', 'toapprove',
  ],
  done: [
    'done', 'completed', 'complete', 'closed', 'paid', 'delivered', 'received', 'approved', 'accepted', 'active', 'succeeded', 'success', 'posted',
    'passed', 'fulfilled', 'available', 'settled', 'ok', 'resolved',
  ],
  wrong: ['failed', 'rejected', 'denied', 'blocked', 'suspended', 'overdue', 'error', 'locked', 'quarantine', 'scrapped', 'defective', 'bounced'],
  off: ['canceled', 'cancelled', 'inactive', 'archived', 'expired', 'reversed', 'obsolete', 'retired', 'withdrawn', 'discontinued', 'disabled'],
};

const toneByWord = new Map(Object.entries(words).flatMap(([tone, list]) => list.map((word) => [word, tone as Tone] as const)));

export const toneOf = (state: string): Tone => toneByWord.get(state.replace(/[_\-\s]/g, '').toLowerCase()) ?? 'neutral';
