import { lazyPart } from '../lazy.tsx';
import type { FieldEntry } from './field-parts.ts';

export { FileLink as Display } from './FileLink.tsx';

export const Input = lazyPart<FieldEntry>(() => import('../entry/FileEntry.tsx'));

export const width = 200;
