import type { Money, Quantity, Rate } from './decimal.ts';
import type { Translated } from './language.ts';

/** The closed set of field kinds. Each has one file per tier: `server/fields/<kind>.ts`, `web/fields/<Kind>.tsx`. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'translated'
  | 'int'
  | 'quantity'
  | 'money'
  | 'rate'
  | 'bool'
  | 'date'
  | 'dateTime'
  | 'choice'
  | 'state'
  | 'ref'
  | 'refs'
  | 'lines'
  | 'file'
  | 'json';

export interface FieldOptions {
  /** Must have a value when the record is saved. */
  required?: boolean;
  /** The server fills it when the client leaves it open (price of the product); `required` then holds for the saved record only. */
  filled?: boolean;
  /** Shown as a column of the list by default; can be filtered and sorted by. */
  list?: boolean;
  /** Can be filtered and sorted by, and chosen as a column, though not shown at first. */
  filter?: boolean;
  /** Set by the server alone; a client that sends it is refused. */
  readOnly?: boolean;
  /** May be given at creation, never changed afterwards. */
  createOnly?: boolean;
  /** Permission needed to see the field, in every way out: list, record, export, search, audit, event. */
  read?: string;
  /** Permission needed to set the field, beside that of the operation. */
  write?: string;
  /** A hash of a password or token: never on the wire, never in the audit; only the module's own code reads and sets it. */
  secret?: boolean;
  /** Says when the record was last used; noted by `trace`, without a new version, audit entry or event. */
  trace?: boolean;
  /** Value of a new record that does not give one. */
  default?: string | number | boolean;
  /** No two records may share a value. */
  unique?: boolean;
  /** Index of its own: references have one unless `false` (few targets, never looked up from there), others if `true`. */
  index?: boolean;
  /** Name of a ref field: where this field is empty, the value of the referenced record's field of the same name holds. */
  inherit?: string;
  /** Group of fields on the derived page, labelled `<resource>.group.<name>`. */
  group?: string;
}

/** Kind-specific facts; flat, so that the tiers need no narrowing to read them. */
export interface FieldFacts {
  /** text: most characters (default 200). */
  max?: number;
  /** text: fewest characters. int, quantity, money, rate: least value, as a decimal string or number. */
  min?: number;
  /** text: what the value must look like; the error code `kernel.invalidFormat` names the format. */
  format?: 'email' | 'phone' | 'url' | 'code';
  /** ref, refs: name of the resource that is referred to. */
  target?: string;
  /** ref: only records with these values may be chosen. */
  where?: Readonly<Record<string, string | number | boolean>>;
  /** ref: only records whose fields (keys) have the values of fields that stand beside this one. */
  match?: Match;
  /** text: what may be meant is offered while it is entered; anything else may be entered as well. */
  suggests?: Suggests;
  /**
   * ref: stored as 0 where there is none, so that it can be part of a unique key (NULLs never collide there). The
   * database then holds no foreign key: only for references to what is never deleted.
   */
  zeroWhenAbsent?: boolean;
  /** state, choice: the values, in order of appearance. */
  values?: readonly string[];
  /** lines: the fields of a line. */
  fields?: Fields;
}

/**
 * Fields of the records to choose from → fields beside the one that is entered: `{ product: 'product' }`. In a line, what
 * it leaves empty is looked up in the record it belongs to. Without the first of them there is nothing to choose from.
 */
export type Match = Readonly<Record<string, string>>;

/** What is offered for a text: the records that a reference of another resource's rows names. */
export interface Suggests {
  /** Resource whose rows are asked for, e.g. the balances of stock. */
  from: string;
  /** Its ref field whose titles are offered. */
  field: string;
  /** Its quantity field that is shown with each and added up; rows without any are not offered. */
  amount?: string;
  match: Match;
  /** Several values may be entered, with commas between them. */
  several?: boolean;
}

export interface FieldSpec extends FieldOptions, FieldFacts {
  kind: FieldKind;
}

/** A field with its types: `S` in memory and in the database, `W` on the wire. They exist for the compiler alone. */
export interface Field<S = unknown, W = unknown, Present extends boolean = boolean> extends FieldSpec {
  readonly stored?: S;
  readonly wire?: W;
  readonly present?: Present;
}
export type Fields = Readonly<Record<string, Field>>;

/** A record that is referred to, as the wire shows it. `title` is null where the reader may not see the record. */
export interface Reference {
  id: number;
  title: string | null;
  subtitle?: string | null;
}

type Present<O> = O extends { required: true } ? true : O extends { default: string | number | boolean } ? true : false;
type Make<S, W, Extra = unknown> = <const O extends FieldOptions & Extra>(options?: O) => Field<S, W, Present<O>>;
type Facts<K extends keyof FieldFacts> = Pick<FieldFacts, K>;

const make = (kind: FieldKind, facts: FieldFacts = {}, options: FieldOptions & FieldFacts = {}) => ({
  ...facts,
  ...options,
  kind,
});
const plain = <S, W = S, Extra = unknown>(kind: FieldKind) =>
  ((options) => make(kind, {}, options)) as Make<S, W, Extra>;

/** Whether a text per language may have several lines: what is long enough for a paragraph. */
export const hasLines = ({ max = 0 }: Pick<FieldFacts, 'max'>): boolean => max > 500;

/** Builders of fields. A declaration says only what differs from an optional, visible, writable field. */
export const f = {
  /** One line of text, trimmed, at most `max` (200) characters. */
  text: plain<string, string, Facts<'max' | 'min' | 'format' | 'suggests'>>('text'),
  /** Text of several lines, at most `max` (20 000) characters. */
  longText: plain<string, string, Facts<'max'>>('longText'),
  /** A text per language, stored as one column each. */
  translated: plain<Translated, Translated, Facts<'max'>>('translated'),
  int: plain<number, number, Facts<'min' | 'max'>>('int'),
  /** Millionths in memory, decimal string on the wire. */
  quantity: plain<Quantity, string, Facts<'min'>>('quantity'),
  /** Ten-thousandths in memory, decimal string on the wire, in the company's currency. */
  money: plain<Money, string, Facts<'min'>>('money'),
  /** Percentage: ten-thousandths of a percent in memory, decimal string on the wire. */
  rate: plain<Rate, string, Facts<'min' | 'max'>>('rate'),
  bool: <const O extends FieldOptions>(options?: O) =>
    ({ ...make('bool', {}, options), default: options?.default ?? false }) as Field<boolean, boolean, true>,
  /** Business date without zone, ISO `2026-12-24`. */
  date: plain<string>('date'),
  /** Instant: epoch milliseconds in memory, ISO 8601 UTC on the wire. */
  dateTime: plain<number, string>('dateTime'),
  /** One of a few values that carry no transitions. */
  choice: <const V extends readonly string[], const O extends FieldOptions>(values: V, options?: O) =>
    make('choice', { values }, options) as Field<V[number], V[number], Present<O>>,
  /** The state of a record; only verbs change it. The first value is that of a new record. */
  state: <const V extends readonly [string, ...string[]], const O extends FieldOptions>(values: V, options?: O) =>
    make('state', { values }, { ...options, readOnly: true, default: values[0] }) as Field<V[number], V[number], true>,
  /** Reference to one record, by resource name. */
  ref: <const O extends FieldOptions & Facts<'where' | 'match' | 'zeroWhenAbsent'>>(target: string, options?: O) =>
    make('ref', { target }, options) as Field<number, Reference, Present<O>>,
  /** References to several records. */
  refs: <const O extends FieldOptions>(target: string, options?: O) =>
    make('refs', { target }, options) as Field<number[], Reference[], true>,
  /** Ordered lines that live and die with their record. */
  lines: <const F extends Fields, const O extends FieldOptions>(fields: F, options?: O) =>
    make('lines', { fields }, options) as Field<LineOf<F>[], WireLineOf<F>[], true> & { fields: F },
  /** A stored file: id in memory, link and name on the wire. */
  file: plain<number, StoredFile>('file'),
  /** Structured data without a form of its own; the server alone writes it. */
  json: plain<unknown>('json'),
};

export interface StoredFile {
  id: number;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

type Stored<F> = F extends Field<infer S, unknown, infer P> ? (P extends true ? S : S | null) : never;
type OnWire<F> = F extends Field<unknown, infer W, infer P> ? (P extends true ? W : W | null) : never;
export type StoredFields<F> = { -readonly [K in keyof F]: Stored<F[K]> };
export type WireFields<F> = { -readonly [K in keyof F]: OnWire<F[K]> };
/** A line in memory; `id` is absent until it was saved. */
export type LineOf<F> = { id?: number } & StoredFields<F>;
export type WireLineOf<F> = { id?: number } & WireFields<F>;
