import { invalidQuery, RestError } from './rest-error.ts';

/** A filter's value: `null`, or its text and whether it stood in quotes (or came as a string parameter). */
export type FilterValue = { text: string; quoted: boolean } | null;

export type Comparator = '=' | '==' | '!=' | '!==' | '>' | '>=' | '<' | '<=' | 'like' | 'begin';

export interface Comparison {
  kind: 'compare';
  attribute: string;
  comparator: Comparator;
  value: FilterValue;
}

export type FilterNode = Comparison | { kind: 'and' | 'or' | 'except'; left: FilterNode; right: FilterNode };

/**
 * Reads a `$filter`. Conditions stand bare, or whole in single or double quotes, or in groups:
 * `Nummer = 803721`, `'Familie_ = "7464…"'`, `('a = 1' or 'a = 2') and 'b = 3'`, `"lastName = :1"` with `params`.
 *
 * @throws RestError 400 with 4D's codes: 1808/1809 missing closing quote, 1112 wrong comparator, 1162 invalid query,
 *   1203 incomplete, 1279/1280 placeholder
 */
export function parseFilter(text: string, params: readonly unknown[] = []): FilterNode {
  return new FilterParser(text, params).parse();
}

/**
 * Reads `$params`: a JSON array, which clients wrap in single quotes.
 *
 * @throws RestError 400, code 1279
 */
export function parseParams(text: string | null): unknown[] {
  if (text === null) return [];
  const bare = text.trim().replace(/^'(.*)'$/s, '$1');
  try {
    const list: unknown = JSON.parse(bare);
    if (Array.isArray(list)) return list;
  } catch {
    // The error below says it all.
  }
  throw invalidQuery(1279, 'The placeholders of the query are not a collection');
}

const comparators: Record<string, Comparator> = { '===': '==', '<>': '!=', '#': '!=' };

class FilterParser {
  private readonly text: string;
  private readonly params: readonly unknown[];
  private position = 0;

  constructor(text: string, params: readonly unknown[]) {
    this.text = text;
    this.params = params;
  }

  parse(): FilterNode {
    const node = this.parseOr();
    if (this.position < this.text.length) throw this.incomplete();
    return node;
  }

  private parseOr(): FilterNode {
    let left = this.parseAnd();
    while (this.accept(/or(?![\p{L}\p{N}_])/iuy)) left = { kind: 'or', left, right: this.parseAnd() };
    return left;
  }

  private parseAnd(): FilterNode {
    let left = this.parseCondition();
    for (;;) {
      const word = this.accept(/(and|except)(?![\p{L}\p{N}_])/iuy);
      if (!word) return left;
      left = { kind: word.toLowerCase() === 'and' ? 'and' : 'except', left, right: this.parseCondition() };
    }
  }

  private parseCondition(): FilterNode {
    if (this.accept(/\(/y)) {
      const group = this.parseOr();
      if (!this.accept(/\)/y)) throw invalidQuery(1162, 'The query lacks a closing parenthesis');
      return group;
    }
    const quoted = this.readQuoted();
    // Escapes stay as they are here: they belong to the value inside.
    if (quoted !== undefined) return parseFilter(quoted, this.params);
    return this.parseComparison();
  }

  private parseComparison(): Comparison {
    const attribute = this.accept(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy);
    if (!attribute) throw this.incomplete();
    const sign = this.accept(/===|!==|==|!=|<>|>=|<=|=|>|<|#|(?:like|begin)(?![\p{L}\p{N}_])/iuy)?.toLowerCase();
    if (!sign) throw invalidQuery(1112, `Wrong comparison operator after "${attribute}"`);
    return {
      kind: 'compare',
      attribute,
      comparator: comparators[sign] ?? (sign as Comparator),
      value: this.parseValue(),
    };
  }

  private parseValue(): FilterValue {
    const quoted = this.readQuoted();
    if (quoted !== undefined) return { text: readEscapes(quoted), quoted: true };
    const placeholder = this.accept(/:\d+/y);
    if (placeholder) return this.takeParameter(Number(placeholder.slice(1)));
    const bare = this.accept(/[^\s()]+/y);
    if (!bare) throw this.incomplete();
    return bare.toLowerCase() === 'null' ? null : { text: readEscapes(bare), quoted: false };
  }

  private takeParameter(number: number): FilterValue {
    const parameter = this.params[number - 1];
    if (parameter === undefined) throw invalidQuery(1280, `The placeholder ":${number}" has no value`);
    if (parameter === null) return null;
    return { text: String(parameter), quoted: typeof parameter === 'string' };
  }

  /** Takes a quoted text without its quotes, if one begins here. A quote inside must be escaped. */
  private readQuoted(): string | undefined {
    const quote = this.accept(/['"]/y);
    if (!quote) return undefined;
    const start = this.position;
    for (let end = start; end < this.text.length; end++) {
      if (this.text[end] === '\\') end++;
      else if (this.text[end] === quote) {
        this.position = end + 1;
        this.skipSpace();
        return this.text.slice(start, end);
      }
    }
    throw new RestError(400, [quote === "'" ? 1808 : 1809, `Missing closing quote (${quote})`]);
  }

  private accept(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.position += found.length;
    if (found !== "'" && found !== '"') this.skipSpace();
    return found;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.position] ?? '')) this.position++;
  }

  private incomplete(): RestError {
    return invalidQuery(
      1200,
      `The query cannot be analyzed at "${this.text.slice(this.position, this.position + 20)}"`,
    );
  }
}

function readEscapes(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(['"\\])/g, '$1');
}
