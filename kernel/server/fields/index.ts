import type { FieldKind } from '#kernel/contract/index.ts';
import { bool } from './bool.ts';
import { choice } from './choice.ts';
import { type FieldCodec, registerCodecs } from './codec.ts';
import { date } from './date.ts';
import { dateTime } from './date-time.ts';
import { file } from './file.ts';
import { int } from './int.ts';
import { json } from './json.ts';
import { lines } from './lines.ts';
import { longText } from './long-text.ts';
import { money } from './money.ts';
import { quantity } from './quantity.ts';
import { rate } from './rate.ts';
import { ref } from './ref.ts';
import { refs } from './refs.ts';
import { state } from './state.ts';
import { text } from './text.ts';
import { translated } from './translated.ts';

const kinds: Record<FieldKind, FieldCodec> = {
  bool,
  choice,
  date,
  dateTime,
  file,
  int,
  json,
  lines,
  longText,
  money,
  quantity,
  rate,
  ref,
  refs,
  state,
  text,
  translated,
};

registerCodecs(kinds);

export { codecOf } from './codec.ts';
