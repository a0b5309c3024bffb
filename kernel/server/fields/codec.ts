import { z } from 'zod';
import type { FieldKind, FieldSpec, FilterOperator, Language } from '#kernel/contract/index.ts';
import type { Cell } from '../db/engine.ts';
import type { Column } from '../db/tables.ts';

/** All the server knows about one kind of field. Values: wire (JSON), stored (in memory), cell (in the database), text (in a CSV). */
export interface FieldCodec {
  /** The codec of a declaration that asks for another way of storing; default: itself. */
  for?(spec: FieldSpec): FieldCodec;
  /** What its columns hold where there is no value; default: NULL. */
  absent?: Cell;
  /** Columns by suffix of the field's column name; a kind of its own table (lines, refs) has none. */
  columns(spec: FieldSpec): Record<string, Column>;
  /** Parses a wire value into a stored one. */
  accepts(spec: FieldSpec): z.ZodType;
  /** Shape on the wire, for the API description. */
  shows(spec: FieldSpec): z.ZodType;
  /** Cells (one per suffix) → stored value; default: the one cell. */
  load?(cells: Cell[]): unknown;
  /** Stored value → cells; default: the one value. */
  store?(value: unknown): Cell[];
  /** Stored → wire; default: unchanged. */
  toWire?(value: unknown): unknown;
  /** Text of a spreadsheet cell → wire value; default: unchanged. What cannot be read is returned as it is and then refused. */
  parseText?(text: string): unknown;
  /** Stored → text or number of a spreadsheet cell. */
  toText?(value: unknown, language: Language): string | number | null;
  operators: readonly FilterOperator[];
  /** Filter value of the URL → cell; `undefined` where it makes no sense. */
  parseFilter?(text: string): Cell | undefined;
}

/** Adds a Kontor error code to a zod check. */
export const refuse = (
  ctx: z.core.$RefinementCtx,
  code: string,
  params: Record<string, string | number> = {},
): never => {
  ctx.issues.push({ code: 'custom', params: { code: `kernel.${code}`, params }, input: ctx.value });
  return z.NEVER;
};

export const comparisons: readonly FilterOperator[] = ['eq', 'ne', 'gte', 'lte', 'in', 'empty'];
export const equality: readonly FilterOperator[] = ['eq', 'ne', 'in', 'empty'];

const codecs = new Map<FieldKind, FieldCodec>();

/** Makes the kinds known; a line is made of fields again, so its codec asks here instead of importing all kinds. */
export function registerCodecs(kinds: Readonly<Record<FieldKind, FieldCodec>>): void {
  for (const [kind, codec] of Object.entries(kinds)) codecs.set(kind as FieldKind, codec);
}

export function codecOf(spec: FieldSpec): FieldCodec {
  const codec = codecs.get(spec.kind);
  if (!codec) throw new Error(`unknown kind of field: ${spec.kind}`);
  return codec.for?.(spec) ?? codec;
}
