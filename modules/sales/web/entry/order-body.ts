import type { Problem, Reference, WireRow } from '#kernel/contract/index.ts';
import type { salesOrder } from '../../contract/index.ts';
import {
  type DraftLine,
  headFields,
  isBlank,
  linesContent,
  type OrderDraft,
  type OrderRequest,
} from './order-draft.ts';

type Body = Record<string, unknown>;

const headValue = (value: Reference | string | null | undefined) =>
  typeof value === 'object' && value !== null ? value.id : value;

function lineBody({ id, product, quantity, price, discount }: DraftLine): Body {
  // What is left out is filled in by the server, or stays as it was saved.
  return {
    ...(id === undefined ? {} : { id }),
    ...(product && id === undefined ? { product: product.id } : {}),
    ...(quantity === null ? {} : { quantity }),
    ...(price ? { price } : {}),
    ...(discount === null ? {} : { discount: discount || '0' }),
  };
}

/** What has to be sent to save the draft: the whole order when it is new, else what has changed. */
export function orderRequest(draft: OrderDraft): OrderRequest {
  const isNew = draft.order === null;
  const head = headFields.flatMap((name) => {
    if (!(name in draft.given)) return [];
    const value = headValue(draft.given[name]);
    return isNew && (value === null || value === undefined) ? [] : [[name, value ?? null]];
  });
  const lines = draft.lines.filter((line) => !isBlank(line));
  const changed = isNew || linesContent(draft.lines) !== draft.savedLines;
  return {
    body: { ...Object.fromEntries(head), ...(changed ? { lines: lines.map(lineBody) } : {}) },
    lines: lines.map(({ key }) => key),
    given: draft.given,
  };
}

/** Faults by where they stand: `customer`, or `<key of the line>.quantity`. */
export type Faults = Readonly<Record<string, string>>;

/** The server's faults at the lines they were sent from. */
export function faultsOf(problem: Problem, sent: readonly number[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of problem.fields ?? []) {
    const [, index, field] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? [];
    const key = sent[Number(index)];
    found[index !== undefined && key !== undefined ? `${key}.${field}` : path] = message;
  }
  return found;
}

type Order = WireRow<typeof salesOrder>;

/** Whether `order` already says what was to be saved: then the change arrived, only its answer was lost. */
export function saysTheSame(order: Order, { body }: OrderRequest): boolean {
  const shown = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'id' in value ? value.id : (value ?? null);
  const { lines, ...head } = body;
  const stored = order as unknown as Body;
  const isSame = (sent: Body, now: Body) =>
    Object.entries(sent).every(([name, value]) => name === 'id' || String(shown(now[name])) === String(value ?? null));
  const sentLines = Array.isArray(lines) ? (lines as Body[]) : null;
  const nowLines = (order.lines ?? []) as unknown as Body[];
  if (!isSame(head, stored)) return false;
  return (
    sentLines === null ||
    (sentLines.length === nowLines.length && sentLines.every((line, index) => isSame(line, nowLines[index] ?? {})))
  );
}
