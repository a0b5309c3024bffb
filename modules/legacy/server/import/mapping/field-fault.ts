import type { ErrorParams } from '#kernel/contract/index.ts';

/** Why a value of the source cannot be taken over. Returned, not thrown: a bad value is nothing unusual here. */
export interface FieldFault {
  readonly fault: string;
  readonly params: ErrorParams;
}

export const fieldFault = (code: string, params: ErrorParams = {}): FieldFault => ({ fault: code, params });

export const isFault = (value: unknown): value is FieldFault =>
  typeof value === 'object' && value !== null && 'fault' in value;

/** What stood in the source, short enough for a sentence. */
export const shown = (raw: unknown): string => {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '');
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 60);
};
