import type { AttributeType, LegacyRow, LegacyTable, LegacyValue } from './data-set/legacy-row.ts';
import type { Comparator, Comparison, FilterNode, FilterValue } from './parse-filter.ts';
import { invalidQuery, RestError, unknownAttribute } from './rest-error.ts';

export type RowTest = (row: LegacyRow) => boolean;

/**
 * Turns a filter into a test for the rows of one table. Attribute names are case-sensitive, data is not (nor does
 * it mind accents); `@` is the wildcard of `=`, `!=` and `LIKE`, which also takes `%`.
 *
 * @throws RestError 400 for unknown attributes and values of the wrong type, 500 for the two known faults of the
 *   server: any filter on `__TIMESTAMP`, and `>` or `<` on a date
 */
export function compileFilter(node: FilterNode, table: LegacyTable): RowTest {
  if (node.kind === 'compare') return compileComparison(node, table);
  const left = compileFilter(node.left, table);
  const right = compileFilter(node.right, table);
  if (node.kind === 'and') return (row) => left(row) && right(row);
  if (node.kind === 'or') return (row) => left(row) || right(row);
  return (row) => left(row) && !right(row);
}

function compileComparison({ attribute, comparator, value }: Comparison, table: LegacyTable): RowTest {
  if (attribute === '__TIMESTAMP') throw new RestError(500, [1162, 'The query on "__TIMESTAMP" is invalid']);
  const [root = '', ...path] = attribute.split('.');
  const type = Object.hasOwn(table.attributes, root) ? table.attributes[root] : undefined;
  if (type === undefined || (path.length > 0 && type !== 'object')) throw unknownAttribute(attribute, table.name);
  const read = (row: LegacyRow) => path.reduce(readProperty, row[root] ?? null);
  if (type === 'date') return compileDate(read, comparator, value, attribute);
  if (value === null) return compileNull(read, comparator);
  const test = compileValue(type, comparator, value, attribute);
  return (row) => {
    const actual = read(row);
    return actual === null ? isUnequal(comparator) : test(actual);
  };
}

function readProperty(value: LegacyValue, name: string): LegacyValue {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  return value[name] ?? null;
}

function compileNull(read: (row: LegacyRow) => LegacyValue, comparator: Comparator): RowTest {
  return isUnequal(comparator) ? (row) => read(row) !== null : (row) => read(row) === null;
}

type ValueTest = (actual: LegacyValue) => boolean;

function compileValue(
  type: Exclude<AttributeType, 'date'>,
  comparator: Comparator,
  value: NonNullable<FilterValue>,
  attribute: string,
): ValueTest {
  switch (type) {
    case 'string':
      return compileText(comparator, value.text);
    case 'bool': {
      const wanted = readBoolean(value.text, attribute);
      return (actual) => compare(comparator, Number(actual), Number(wanted));
    }
    case 'long':
    case 'number': {
      const wanted = readNumber(value.text, attribute);
      return (actual) => typeof actual === 'number' && compare(comparator, actual, wanted);
    }
    case 'object':
      return compileProperty(comparator, value);
  }
}

function compileProperty(comparator: Comparator, value: NonNullable<FilterValue>): ValueTest {
  const text = compileText(comparator, value.text);
  const wanted = Number(value.text);
  return (actual) => {
    if (typeof actual === 'number' && !value.quoted) return compare(comparator, actual, wanted);
    return typeof actual === 'object' ? isUnequal(comparator) : text(actual);
  };
}

function compileText(comparator: Comparator, text: string): ValueTest {
  const wanted = fold(text);
  const wild = wildcardTest(comparator, wanted);
  if (wild) return (actual) => wild.test(fold(String(actual))) !== isUnequal(comparator);
  return (actual) => compare(comparator, fold(String(actual)), wanted);
}

const wildcards: Partial<Record<Comparator, string>> = { '=': '@', '!=': '@', like: '@%', begin: '' };

function wildcardTest(comparator: Comparator, wanted: string): RegExp | undefined {
  const signs = wildcards[comparator];
  if (signs === undefined || (comparator !== 'begin' && ![...signs].some((sign) => wanted.includes(sign)))) {
    return undefined;
  }
  const parts = [...wanted].map((char) => (signs.includes(char) ? '.*' : char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')));
  return new RegExp(`^${parts.join('')}${comparator === 'begin' ? '' : '$'}`, 's');
}

function compileDate(
  read: (row: LegacyRow) => LegacyValue,
  comparator: Comparator,
  value: FilterValue,
  attribute: string,
): RowTest {
  if (comparator === '>' || comparator === '<') {
    throw new RestError(500, [1162, `The query "${attribute} ${comparator}" is invalid`]);
  }
  const wanted = value === null ? 0 : readDate(value.text);
  if (wanted === undefined) throw invalidQuery(1162, `"${value?.text}" is no date for "${attribute}"`);
  return (row) => compare(comparator, readDate(String(read(row))) ?? 0, wanted);
}

/** A date as a number that orders like it (yyyymmdd); 0 is the empty date. Takes `d!m!yyyy` and ISO. */
function readDate(text: string): number | undefined {
  const legacy = /^(\d{1,2})!(\d{1,2})!(\d{1,4})$/.exec(text);
  if (legacy) return Number(legacy[3]) * 10_000 + Number(legacy[2]) * 100 + Number(legacy[1]);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text);
  if (iso) return Number(iso[1]) * 10_000 + Number(iso[2]) * 100 + Number(iso[3]);
  return undefined;
}

function readBoolean(text: string, attribute: string): boolean {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === '1') return true;
  if (lower === 'false' || lower === '0') return false;
  throw invalidQuery(1162, `"${text}" is no boolean for "${attribute}"`);
}

function readNumber(text: string, attribute: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw invalidQuery(1162, `"${text}" is no number for "${attribute}"`);
  return number;
}

function isUnequal(comparator: Comparator): boolean {
  return comparator === '!=' || comparator === '!==';
}

function compare<T extends string | number>(comparator: Comparator, actual: T, wanted: T): boolean {
  switch (comparator) {
    case '!=':
    case '!==':
      return actual !== wanted;
    case '>':
      return actual > wanted;
    case '>=':
      return actual >= wanted;
    case '<':
      return actual < wanted;
    case '<=':
      return actual <= wanted;
    default:
      return actual === wanted;
  }
}

/** 4D compares texts without case and accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}
