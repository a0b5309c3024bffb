import { StringDecoder } from 'node:string_decoder';
import { kernelErrors } from '#kernel/contract/index.ts';

/*
 * Just enough XML for the few elements of a workbook. No document type is read, so there are no entities of a file's own
 * to expand and nothing outside the file to fetch (ASVS 1.5.1); what is not plain is refused.
 */

export interface XmlElement {
  attributes: string;
  inner: string;
}

/** Most characters of one element (a row, a shared text) and of the start of a part. */
const longestElement = 4_000_000;
const documentType = /<!(?:DOCTYPE|ENTITY)/i;
const rootTag = /<(?:([A-Za-z_][\w.-]*):)?[A-Za-z_][\w.-]*[\s/>]/;

/** The element `name` at or behind `from`: null when there is none, 'open' when its end is not in `text`. */
function nextElement(
  text: string,
  name: string,
  from: number,
): (XmlElement & { start: number; end: number }) | 'open' | null {
  let start = text.indexOf(`<${name}`, from);
  while (start >= 0 && !isTagEnd(text.charCodeAt(start + name.length + 1))) start = text.indexOf(`<${name}`, start + 1);
  if (start < 0) return null;
  const tagEnd = text.indexOf('>', start);
  if (tagEnd < 0) return 'open';
  const attributesFrom = start + name.length + 1;
  if (text[tagEnd - 1] === '/') {
    return { attributes: text.slice(attributesFrom, tagEnd - 1), inner: '', start, end: tagEnd + 1 };
  }
  const close = text.indexOf(`</${name}>`, tagEnd);
  if (close < 0) return 'open';
  const end = close + name.length + 3;
  return { attributes: text.slice(attributesFrom, tagEnd), inner: text.slice(tagEnd + 1, close), start, end };
}

/** `>`, `/`, white space; also true at the end of the text, where the rest of the name may still follow. */
const isTagEnd = (code: number): boolean => code === 62 || code === 47 || code <= 32 || Number.isNaN(code);

/** All elements `name` of a text, in order; an element without end is refused. */
export function* elementsIn(text: string, name: string): Generator<XmlElement> {
  for (let at = 0; ; ) {
    const element = nextElement(text, name, at);
    if (element === null) return;
    if (element === 'open') throw kernelErrors.unreadableFile();
    yield element;
    at = element.end;
  }
}

/**
 * All elements `name` of a part that comes in pieces, in order, whatever namespace prefix the part uses; `prefix` is
 * handed on for the elements inside. Holds one element in memory.
 */
export async function* elementsOf(
  pieces: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<XmlElement & { prefix: string }> {
  const decoder = new StringDecoder('utf8');
  let text = '';
  let prefix: string | undefined;
  for await (const piece of pieces) {
    text += decoder.write(piece);
    if (prefix === undefined) {
      if (documentType.test(text)) throw kernelErrors.unreadableFile();
      const root = rootTag.exec(text);
      if (root) prefix = root[1] ? `${root[1]}:` : '';
    }
    if (prefix !== undefined) {
      let at = 0;
      let element = nextElement(text, prefix + name, at);
      while (element && element !== 'open') {
        yield { ...element, prefix };
        at = element.end;
        element = nextElement(text, prefix + name, at);
      }
      // Without an open element only a beginning of the next tag can be of use.
      const keep = element === 'open' ? at : Math.max(at, text.lastIndexOf('<'));
      text = text.slice(keep);
    }
    if (text.length > longestElement) throw kernelErrors.unreadableFile();
  }
  if (prefix === undefined || nextElement(text, prefix + name, 0) === 'open') throw kernelErrors.unreadableFile();
}

/** Finds the value of an attribute; made once, used for each cell. `name` is a pattern of our own, never of a file. */
export const attribute = (name: string): RegExp => new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);

/** The value of an attribute, decoded. */
export function attributeOf(attributes: string, pattern: RegExp): string | undefined {
  const match = pattern.exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : decodeXml(value);
}

const entity = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));?/g;
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with the five entities of XML and numbered characters; any other entity is refused. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (_, decimal?: string, hex?: string, name?: string) => {
    const character =
      name === undefined ? fromCode(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)) : named[name];
    if (character === undefined) throw kernelErrors.unreadableFile();
    return character;
  });
}

const fromCode = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
