import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newDraft } from './order-draft.ts';
import { claim, claimSlot, findStored, forgetDraft, orderSlot, storeDraft } from './stored-draft.ts';

const draft = { ...newDraft(), given: { customerReference: 'B 17' } };

describe('drafts kept on the device', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
  });

  it('are found again once their page is closed, the newest first', () => {
    storeDraft(1, 'new a', draft, 1_000);
    storeDraft(1, 'new b', { ...draft, taxIncluded: true }, 2_000);
    claimSlot(1, 'new a', 0);
    claimSlot(1, 'new b', 0);
    expect(findStored(1, null, 2_001)).toMatchObject({ slot: 'new b', at: 2_000, draft: { taxIncluded: true } });
    forgetDraft(1, 'new b');
    expect(findStored(1, null, 2_001)).toMatchObject({
      slot: 'new a',
      draft: { given: { customerReference: 'B 17' } },
    });
  });

  it('are not taken from a page that has them open, but from one that died', () => {
    storeDraft(1, 'new a', draft, 1_000);
    expect(findStored(1, null, 1_000 + claim)).toBeNull();
    expect(findStored(1, null, 1_001 + claim)).not.toBeNull();
  });

  it('belong to their user and their order', () => {
    storeDraft(1, orderSlot(12), draft, 1_000);
    claimSlot(1, orderSlot(12), 0);
    expect(findStored(1, 12, 2_000)).not.toBeNull();
    expect(findStored(1, 13, 2_000)).toBeNull();
    expect(findStored(1, null, 2_000)).toBeNull();
    expect(findStored(2, 12, 2_000)).toBeNull();
  });
});
