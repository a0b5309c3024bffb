import type { AppError } from '#kernel/contract/index.ts';
import { legacyErrors } from '../../contract/index.ts';
import { PassingFault } from './passing-fault.ts';

/** A row as 4D sends it; what its attributes hold is looked at when they are mapped. */
export type SourceRow = Readonly<Record<string, unknown>>;

export interface SourcePage {
  rows: SourceRow[];
  /** Rows that match altogether (`__COUNT`); null where the server does not say. */
  total: number | null;
}

const unknownTable = 1800;
const longest = 200;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The JSON of an answer.
 *
 * @throws PassingFault for 5xx and for what is no JSON (a page of HTML, a text that broke off)
 * @throws AppError `legacy.tableMissing`, `legacy.requestRefused` for what 4D itself refuses
 */
export function readAnswer(status: number, text: string): unknown {
  const json = parse(text);
  if (status >= 500) throw new PassingFault(legacyErrors.serverFailed({ status, message: describe(json) }));
  if (status !== 200) throw refusal(status, json);
  if (json === undefined) throw new PassingFault(legacyErrors.unreadableAnswer({ start: text.slice(0, 60) }));
  if (isObject(json) && Array.isArray(json.__ERROR)) throw refusal(status, json);
  return json;
}

/** The rows of a list: `{__ENTITIES}`, `{value}` or a bare array. */
export function readPage(json: unknown): SourcePage {
  const envelope = isObject(json) ? json : {};
  const rows = Array.isArray(json) ? json : (envelope.__ENTITIES ?? envelope.value);
  if (!Array.isArray(rows) || !rows.every(isObject)) {
    throw new PassingFault(legacyErrors.unreadableAnswer({ start: JSON.stringify(json).slice(0, 60) }));
  }
  return { rows, total: typeof envelope.__COUNT === 'number' ? envelope.__COUNT : null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const errorsOf = (json: unknown): Record<string, unknown>[] =>
  isObject(json) && Array.isArray(json.__ERROR) ? json.__ERROR.filter(isObject) : [];

const describe = (json: unknown): string =>
  errorsOf(json)
    .map(({ errCode, message }) => `${String(errCode)} ${String(message)}`)
    .join('; ')
    .slice(0, longest);

function refusal(status: number, json: unknown): AppError {
  if (errorsOf(json).some(({ errCode }) => errCode === unknownTable))
    return legacyErrors.tableMissing({ message: describe(json) });
  return legacyErrors.requestRefused({ status, message: describe(json) });
}
