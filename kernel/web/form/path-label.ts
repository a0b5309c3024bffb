import type { Labels } from '../i18n/labels.ts';
import type { Text } from '../i18n/text.ts';

/** What `customer` or `lines.2.quantity` is called on the screen. */
export function pathLabel(path: string, labels: Labels, { t }: Text): string {
  const [name = '', line, field] = path.split('.');
  if (!field) return labels.field(name);
  return t('web.form.lineField', {
    lines: labels.field(name),
    line: Number(line) + 1,
    field: labels.field(`${name}.${field}`),
  });
}
