import { FileLink } from './FileLink.tsx';
import type { FieldView } from './field-parts.ts';

export { FileLink as Display } from './FileLink.tsx';

/** A file comes to its record by the page that knows what it is for (`Attachments`); the form only shows it. */
export function Input({ value, path, spec, labels }: FieldView) {
  return <FileLink value={value} path={path} spec={spec} labels={labels} />;
}

export const width = 200;
