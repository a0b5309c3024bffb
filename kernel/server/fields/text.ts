import { z } from 'zod';
import type { FieldSpec } from '#kernel/contract/index.ts';
import { type FieldCodec, refuse } from './codec.ts';

const formats: Record<NonNullable<FieldSpec['format']>, RegExp> = {
  email: /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@.]{2,}$/u,
  phone: /^[+(]?[\d\s()/.-]{3,40}$/,
  url: /^https?:\/\/[^\s<>"]+$/i,
  code: /^[\p{L}\p{N}][\p{L}\p{N}._/+ -]*$/u,
};
const controls = /\p{Cc}/u;
/** Nothing but blanks and characters that leave no trace: zero-width ones, fillers, the empty Braille cell. */
const unseen = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;
const layout = /[\n\r\t]/g;

/**
 * Trimmed text, accents joined to their letters; text without a visible character is no value. Refuses control characters,
 * which break labels, mails and CSV files.
 */
export const textSchema = (spec: FieldSpec, lineBreaks: boolean) =>
  z.string().transform((raw, ctx) => {
    const text = raw.normalize('NFC').trim();
    if (unseen.test(text)) return spec.required ? refuse(ctx, 'required') : null;
    if (text.length > (spec.max ?? 200)) return refuse(ctx, 'tooLong', { max: spec.max ?? 200 });
    if (spec.min && text.length < spec.min) return refuse(ctx, 'tooShort', { min: spec.min });
    const broken = controls.test(lineBreaks ? text.replace(layout, '') : text) || !text.isWellFormed();
    if (broken) return refuse(ctx, 'invalidFormat', { format: 'text' });
    if (spec.format && !formats[spec.format].test(text)) return refuse(ctx, 'invalidFormat', { format: spec.format });
    return text;
  });

export const text: FieldCodec = {
  columns: (spec) => ({ '': { type: 'text', max: spec.max ?? 200 } }),
  accepts: (spec) => textSchema(spec, false),
  shows: () => z.string(),
  parseFilter: (text) => text.normalize('NFC'),
  operators: ['eq', 'ne', 'in', 'contains', 'gte', 'lte', 'empty'],
};
