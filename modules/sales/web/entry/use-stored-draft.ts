import { useCallback, useEffect, useRef } from 'react';
import { isDirty, type OrderDraft } from './order-draft.ts';
import { claim, claimSlot, forgetDraft, storeDraft } from './stored-draft.ts';

/** Keeps the draft on this device for as long as it is not saved. Returns what forgets it for good. */
export function useStoredDraft(user: number, slot: string, draft: OrderDraft): () => void {
  const forgotten = useRef(false);
  useEffect(() => {
    if (forgotten.current) return;
    if (isDirty(draft) || draft.unanswered) storeDraft(user, slot, draft, Date.now());
    else forgetDraft(user, slot);
  }, [user, slot, draft]);
  useEffect(() => {
    const beat = setInterval(() => claimSlot(user, slot, Date.now() + claim), claim / 2);
    const release = () => claimSlot(user, slot, 0);
    window.addEventListener('pagehide', release);
    return () => {
      clearInterval(beat);
      window.removeEventListener('pagehide', release);
      release();
    };
  }, [user, slot]);
  return useCallback(() => {
    forgotten.current = true;
    forgetDraft(user, slot);
  }, [user, slot]);
}
