import type { ComponentType } from 'react';
import type { FieldSpec } from '../../contract/index.ts';
import type { Labels } from '../i18n/labels.ts';

/** Looks up what has been entered beside a field. */
export type Beside = (field: string) => unknown;

/** A field's value to be shown. */
export interface FieldView {
  spec: FieldSpec;
  /** Name of the field, `lines.quantity` within lines; what labels and errors go by. */
  path: string;
  labels: Labels;
  value: unknown;
  /** On a page of its own, with its unit; in columns the unit would only repeat. */
  full?: boolean;
  /** Stands within something that is clicked as a whole: no links of its own. */
  plain?: boolean;
}

/** A field's value to be entered. Label, help and error stand around it, in FieldBox or in the cell of a grid. */
export interface FieldEntry extends FieldView {
  id?: string;
  /** A value on the wire's terms; what cannot be read as one is passed on as typed, for the server to refuse in words. */
  onChange: (value: unknown) => void;
  invalid?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  /** Values of the fields beside this one, by name; given where the declaration asks for them. */
  beside?: Beside;
  /** In the cell of a grid: no border of its own. */
  bare?: boolean;
  'aria-label'?: string;
  'aria-describedby'?: string;
}

/** What each kind of field brings along: one file per kind. */
export interface FieldParts {
  Display: ComponentType<FieldView>;
  Input: ComponentType<FieldEntry>;
  /** Numbers stand at the end of their column. */
  align?: 'end';
  /** Width of its column in a list, in px. */
  width?: number;
  /** Takes the whole width of a form. */
  wide?: boolean;
}
