import type { Money } from '#kernel/contract/index.ts';
import { exactDecimal } from './exact-decimal.ts';
import { type FieldFault, fieldFault, shown } from './field-fault.ts';

interface Entry {
  Art?: unknown;
  Preis?: unknown;
  VE?: unknown;
}

/**
 * One price of the object field `Preise` (`{"Coll":[{"Art":"Laden","Preis":39.5,"VE":1}, …]}`), found by its kind
 * without regard to case or order. Null where there is none. Of several packing sizes the smallest counts.
 */
export function priceOfKind(raw: unknown, kind: string): Money | null | FieldFault {
  const prices = typeof raw === 'string' ? parse(raw) : raw;
  if (prices === null || prices === undefined) return null;
  if (typeof prices !== 'object') return fieldFault('legacy.pricesUnreadable', { value: shown(raw) });
  const { Coll = [] } = prices as { Coll?: unknown };
  if (!Array.isArray(Coll)) return fieldFault('legacy.pricesUnreadable', { value: shown(raw) });
  const [entry] = Coll.filter((candidate): candidate is Entry => isOfKind(candidate, kind)).sort(
    (a, b) => packing(a) - packing(b),
  );
  return entry ? amount(entry.Preis, kind) : null;
}

function isOfKind(candidate: unknown, kind: string): boolean {
  const { Art } = (candidate ?? {}) as Entry;
  return typeof Art === 'string' && Art.trim().toLowerCase() === kind.toLowerCase();
}

const packing = ({ VE }: Entry): number => (typeof VE === 'number' && VE > 0 ? VE : 1);

function amount(raw: unknown, kind: string): Money | null | FieldFault {
  if (raw === null || raw === undefined || raw === '') return null;
  const plain = typeof raw === 'string' && /^-?\d+([.,]\d+)?$/.test(raw.trim()) ? Number(raw.replace(',', '.')) : raw;
  const money = typeof plain === 'number' ? exactDecimal(plain, 'money') : null;
  return money ?? fieldFault('legacy.priceUnreadable', { kind, value: shown(raw) });
}

/** Object fields may come as JSON text; an empty one is no value, anything else that is no JSON stays a text. */
function parse(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
