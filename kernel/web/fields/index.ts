import type { FieldKind } from '../../contract/index.ts';
import { cellParts } from './cell-parts.ts';
import type { FieldParts } from './field-parts.ts';
import * as Lines from './Lines.tsx';

/** How each kind of field is shown and entered. */
export const fieldParts: Readonly<Record<FieldKind, FieldParts>> = { ...cellParts, lines: Lines };
