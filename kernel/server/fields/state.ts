import { choice } from './choice.ts';
import type { FieldCodec } from './codec.ts';

/** Stored like a choice; that no client sets it follows from `readOnly`. */
export const state: FieldCodec = choice;
