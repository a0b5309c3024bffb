import type { FieldSpec, Filter } from '../../contract/index.ts';
import type { Formats } from '../i18n/format.ts';
import type { Labels } from '../i18n/labels.ts';
import type { Text } from '../i18n/text.ts';

/** The value of a filter as its reader writes it. References are named by whoever knows their titles. */
function valueText(spec: FieldSpec, path: string, value: string, labels: Labels, formats: Formats, text: Text): string {
  switch (spec.kind) {
    case 'state':
    case 'choice':
      return labels.value(path, value);
    case 'bool':
      return text.t(value === 'true' ? 'web.yes' : 'web.no');
    case 'date':
      return formats.date(value);
    case 'dateTime':
      return formats.dateTime(value);
    case 'money':
      return formats.money(value);
    case 'quantity':
      return formats.quantity(value);
    case 'rate':
      return formats.rate(value);
    default:
      return value;
  }
}

/** What a chip says about the filters of one field: `ab 01.12.2026`, `Entwurf, Bestätigt`, `1.000,00 bis 2.000,00`. */
export function filterText(
  spec: FieldSpec,
  path: string,
  filters: readonly Filter[],
  labels: Labels,
  formats: Formats,
  text: Text,
): string {
  const show = (value: string) => valueText(spec, path, value, labels, formats, text);
  const of = (operator: Filter['operator']) => filters.find((filter) => filter.operator === operator)?.value;
  const [least, most, empty] = [of('gte'), of('lte'), of('empty')];
  if (least !== undefined && most !== undefined)
    return text.t('web.filter.range', { from: show(least), to: show(most) });
  if (least !== undefined) return text.t('web.filter.from', { value: show(least) });
  if (most !== undefined) return text.t('web.filter.to', { value: show(most) });
  if (empty !== undefined) return text.t(empty === 'true' ? 'web.filter.empty' : 'web.filter.notEmpty');
  const contains = of('contains');
  if (contains !== undefined) return text.t('web.filter.contains', { value: contains });
  const not = of('ne');
  if (not !== undefined) return text.t('web.filter.not', { value: show(not) });
  return filters
    .flatMap((filter) => filter.value.split(','))
    .map(show)
    .join(', ');
}
