import type { FieldKind } from '../../contract/index.ts';
import * as Bool from './Bool.tsx';
import * as Choice from './Choice.tsx';
import * as DateField from './Date.tsx';
import * as DateTime from './DateTime.tsx';
import * as File from './File.tsx';
import type { FieldParts } from './field-parts.ts';
import * as Int from './Int.tsx';
import * as Json from './Json.tsx';
import * as LongText from './LongText.tsx';
import * as Money from './Money.tsx';
import * as Quantity from './Quantity.tsx';
import * as Rate from './Rate.tsx';
import * as Ref from './Ref.tsx';
import * as Refs from './Refs.tsx';
import * as State from './State.tsx';
import * as Text from './Text.tsx';
import * as Translated from './Translated.tsx';

/** How each kind of field is shown and entered that stands in a cell: all but lines, which hold no lines themselves. */
export const cellParts: Readonly<Record<Exclude<FieldKind, 'lines'>, FieldParts>> = {
  text: Text,
  longText: LongText,
  translated: Translated,
  int: Int,
  quantity: Quantity,
  money: Money,
  rate: Rate,
  bool: Bool,
  date: DateField,
  dateTime: DateTime,
  choice: Choice,
  state: State,
  ref: Ref,
  refs: Refs,
  file: File,
  json: Json,
};

/** The parts of a field within a line. */
export const cellPartsOf = (kind: FieldKind): FieldParts => (kind === 'lines' ? Json : cellParts[kind]);
