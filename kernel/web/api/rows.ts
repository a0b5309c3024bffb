import type { Abilities, Fields, Reference, StoredFile, Translated } from '../../contract/index.ts';

/** A record of a resource of which only the shape is known, as the derived pages handle it. */
export interface AnyRow {
  id: number;
  version: number;
  createdAt?: string;
  updatedAt?: string;
  abilities?: Abilities;
  inherited?: string[];
  [field: string]: unknown;
}

/** What a hook needs to know of a resource; every declared resource fits. */
export interface ResourceRef {
  name: string;
  path: string;
}

type WriteValue<W> = W extends StoredFile
  ? number
  : W extends Reference
    ? number
    : W extends Translated
      ? Partial<Translated>
      : W extends readonly (infer Item)[]
        ? Item extends Reference
          ? number[]
          : WriteLine<Item>[]
        : W;
type WriteLine<L> = { [K in keyof L]?: WriteValue<L[K]> };
type WireOf<F> = F extends { readonly wire?: infer W } ? W : never;

/** What a write of the resource may carry: references by id, decimals as strings, every field optional. */
export type WireDraft<R> = R extends { fields: infer F extends Fields }
  ? { [K in keyof F]?: WriteValue<NonNullable<WireOf<F[K]>>> | null }
  : never;

export const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value;

export const isStoredFile = (value: unknown): value is StoredFile =>
  typeof value === 'object' && value !== null && 'id' in value && 'mediaType' in value;
