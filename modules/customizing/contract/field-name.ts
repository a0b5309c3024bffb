import type { Fields, Language } from '#kernel/contract/index.ts';

/** Name of an added field in records, addresses and files: `x_glaze`. No declared field begins like that. */
export const fieldNameOf = (code: string): string => `x_${code}`;

/** What `GET customizing/declarations` answers: the added fields by resource, and their labels as messages. */
export interface CustomFields {
  fields: Record<string, Fields>;
  messages: Record<Language, Record<string, string>>;
}
