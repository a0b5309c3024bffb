import { type Field, type FieldKind, type Language, languages } from '#kernel/contract/index.ts';

/** A cell as a spreadsheet holds it; a CSV knows texts only. */
export type SheetValue = string | number | boolean | null;

/** How a spreadsheet shows a column: as text, or as something it can compute with. */
export type SheetForm = 'text' | 'number' | 'money' | 'bool' | 'date' | 'dateTime';

/** One column of a sheet: a field, or a part of one. */
export interface SheetColumn {
  /** `customer`, `customer.id`, `name.de`: the same in every language, so that what was exported can be imported. */
  header: string;
  /** Name of the field, or `id`, `version`, `createdAt`, `updatedAt`. */
  field: string;
  kind: FieldKind;
  /** `id`: ids of the records (or of the file) referred to; a language: that text; absent: the value itself. */
  part?: 'id' | Language;
  form: SheetForm;
  /** `lines`: the column of the line's own field. */
  line?: SheetColumn;
}

const forms: Partial<Record<FieldKind, SheetForm>> = {
  int: 'number',
  quantity: 'number',
  rate: 'number',
  money: 'money',
  bool: 'bool',
  date: 'date',
  dateTime: 'dateTime',
};

const column = (field: string, kind: FieldKind, part?: SheetColumn['part']): SheetColumn => {
  const whole = { header: field, field, kind, form: forms[kind] ?? 'text' } as const;
  if (part === undefined) return whole;
  return { ...whole, header: `${field}.${part}`, part, form: part === 'id' && kind !== 'refs' ? 'number' : 'text' };
};

const before = [column('id', 'int'), column('version', 'int')];
const after = [column('createdAt', 'dateTime'), column('updatedAt', 'dateTime')];
export const housekeepingColumns: readonly SheetColumn[] = [...before, ...after];

/** Lines are a sheet of their own, JSON is nothing for people, and a secret never leaves. */
const isCarried = ({ kind, secret }: Field): boolean => kind !== 'lines' && kind !== 'json' && !secret;

/** Every column that a field can have in a sheet. */
export function columnsOfField(name: string, spec: Field): SheetColumn[] {
  if (!isCarried(spec)) return [];
  const { kind } = spec;
  if (kind === 'translated') return languages.map((language) => column(name, kind, language));
  if (kind === 'ref' || kind === 'refs' || kind === 'file') return [column(name, kind), column(name, kind, 'id')];
  return [column(name, kind)];
}
