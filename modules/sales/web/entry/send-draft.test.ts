import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, NetworkFailure } from '#kernel/web/api/api-problem.ts';
import { setHead } from './head-values.ts';
import { newDraft, type OrderDraft } from './order-draft.ts';
import { sendDraft } from './send-draft.ts';
import type { DraftEditing } from './use-draft-editing.ts';

interface Sent {
  method: string;
  path: string;
  key: string | null;
  body: Record<string, unknown>;
}

const order = {
  id: 12,
  version: 1,
  state: 'draft',
  customer: { id: 7, title: 'K-00007' },
  taxIncluded: false,
  lines: [],
};
const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 300 ? 'application/json' : 'application/problem+json' },
  });

/** A server that gives the answers one after the other; null = the network is gone. */
function server(answers: (Response | null)[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (path: string, { method, headers, body }: RequestInit) => {
    sent.push({
      method: String(method),
      path,
      key: new Headers(headers).get('idempotency-key'),
      body: JSON.parse(String(body)),
    });
    const answer = answers.shift();
    if (!answer) throw new TypeError('network');
    return answer;
  });
  return sent;
}

function editingOf(draft: OrderDraft): DraftEditing {
  let now = draft;
  const settle: DraftEditing['settle'] = (change) => {
    now = change(now);
  };
  return { draft, latest: () => now, settle, edit: settle, undo: () => false };
}
const entered = () => setHead(newDraft(), 'customer', { id: 7, title: 'K-00007' });
const never = () => Promise.resolve(false);

afterEach(() => vi.unstubAllGlobals());

describe('sendDraft', () => {
  it('sends a new order again under the same key when the answer was lost, and only then what was changed since', async () => {
    const sent = server([null, json(201, order), json(200, { ...order, version: 2, customerReference: 'B 17' })]);
    const editing = editingOf(entered());
    await expect(sendDraft(editing, never)).rejects.toBeInstanceOf(NetworkFailure);
    expect(editing.latest().given).toMatchObject({ customer: { id: 7 } });
    editing.settle((draft) => setHead(draft, 'customerReference', 'B 17'));
    expect(await sendDraft(editing, never)).toMatchObject({ version: 2 });
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'POST', 'PATCH']);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]?.key).toBeTruthy();
    expect(sent[2]?.body).toEqual({ customerReference: 'B 17' });
  });

  it('uses another key once the server has refused', async () => {
    const refusal = { type: '', title: 'Nein', status: 422, code: 'kernel.invalidInput', params: {} };
    const sent = server([json(422, refusal), json(201, order)]);
    const editing = editingOf(entered());
    await expect(sendDraft(editing, never)).rejects.toBeInstanceOf(ApiProblem);
    await sendDraft(editing, never);
    expect(sent[1]?.key).not.toBe(sent[0]?.key);
  });

  it('sends nothing when everything is saved', async () => {
    const sent = server([json(201, order)]);
    const editing = editingOf(entered());
    await sendDraft(editing, never);
    expect(await sendDraft(editing, never)).toBeNull();
    expect(sent).toHaveLength(1);
  });

  it('asks before it replaces what somebody else has saved meanwhile', async () => {
    const current = { ...order, version: 5, customerReference: 'theirs' };
    const stale = { type: '', title: '', status: 409, code: 'kernel.staleVersion', params: {}, current };
    const sent = server([json(201, order), json(409, stale), json(409, stale), json(200, { ...current, version: 6 })]);
    const editing = editingOf(entered());
    await sendDraft(editing, never);
    editing.settle((draft) => setHead(draft, 'customerReference', 'mine'));
    await expect(sendDraft(editing, never)).rejects.toMatchObject({ code: 'kernel.staleVersion' });
    expect(editing.latest().given).toEqual({ customerReference: 'mine' });
    expect(await sendDraft(editing, () => Promise.resolve(true))).toMatchObject({ version: 6 });
    expect(sent[3]?.body).toMatchObject({ customerReference: 'mine' });
  });
});
