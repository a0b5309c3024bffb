/** Reads back, for tests, what a PDF written by Typst shows. It is no general reader. */
import { inflateSync } from 'node:zlib';

interface PdfObject {
  dictionary: string;
  stream?: string;
}

function readObjects(source: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const head = /(\d+) 0 obj\n/g;
  for (let match = head.exec(source); match?.[1]; match = head.exec(source)) {
    const rest = source.slice(head.lastIndex);
    const end = rest.search(/\bstream\r?\n|\bendobj\b/);
    const dictionary = rest.slice(0, end);
    const opening = /^stream\r?\n/.exec(rest.slice(end))?.[0];
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    objects.set(match[1], {
      dictionary,
      ...(opening && { stream: inflate(rest, end + opening.length, length, dictionary) }),
    });
    head.lastIndex += end + (opening ? opening.length + length : 0);
  }
  return objects;
}

function inflate(source: string, start: number, length: number, dictionary: string): string {
  const bytes = Buffer.from(source.slice(start, start + length), 'latin1');
  return dictionary.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
}

/** Choice of a font, begin of a piece of text, or the end of a run of text. */
const TEXT_OPERATIONS = /\/(f\d+) [\d.]+ Tf|(\()|(TJ|Tj)\b/g;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The length of the string literal that begins at `start`: parentheses in it are escaped or balanced. */
function literalLength(content: string, start: number): number {
  let depth = 1;
  let index = start;
  for (; depth > 0 && index < content.length; index += 1) {
    const character = content[index];
    if (character === '\\') index += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
  }
  return index - 1 - start;
}

/** The glyph numbers in a string literal. */
function readGlyphs(literal: string): string[] {
  const bytes = literal.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
  );
  return Buffer.from(bytes, 'latin1').toString('hex').match(/.{4}/g) ?? [];
}

/** Glyph number (four hexadecimal digits) to text. */
function readCharacters(font: PdfObject | undefined, objects: Map<string, PdfObject>): Map<string, string> {
  const reference = /\/ToUnicode (\d+) 0 R/.exec(font?.dictionary ?? '')?.[1] ?? '';
  const map = objects.get(reference)?.stream ?? '';
  const pairs = [...map.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/gi)];
  return new Map(
    pairs.map(([, glyph = '', text = '']) => [
      glyph.toLowerCase(),
      Buffer.from(text, 'hex').swap16().toString('utf16le'),
    ]),
  );
}

function readPage(page: PdfObject, objects: Map<string, PdfObject>): string {
  const fonts = new Map(
    [...page.dictionary.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
      name,
      readCharacters(objects.get(id), objects),
    ]),
  );
  const content = objects.get(/\/Contents (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '')?.stream ?? '';
  const runs: string[] = [];
  let characters: Map<string, string> | undefined;
  const glyphs: string[] = [];
  const operations = new RegExp(TEXT_OPERATIONS);
  for (let match = operations.exec(content); match; match = operations.exec(content)) {
    const [, font, literal] = match;
    if (font) {
      characters = fonts.get(font);
      // Strings before it belong to the tags, not to the text.
      glyphs.length = 0;
    } else if (literal) {
      const start = operations.lastIndex;
      const length = literalLength(content, start);
      glyphs.push(...readGlyphs(content.slice(start, start + length)));
      operations.lastIndex = start + length + 1;
    } else
      runs.push(
        glyphs
          .splice(0)
          .map((glyph) => characters?.get(glyph) ?? '\ufffd')
          .join(''),
      );
  }
  return runs.join(' ').replaceAll(/\s+/g, ' ');
}

/** The text of each page, run by run, with single spaces; characters without a meaning come out as U+FFFD. */
export function readPdfText(pdf: Uint8Array): string[] {
  const objects = readObjects(Buffer.from(pdf).toString('latin1'));
  const pages = [...objects.values()].find(({ dictionary }) => dictionary.includes('/Type /Pages'));
  const kids = /\/Kids \[([^\]]*)\]/.exec(pages?.dictionary ?? '')?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id = '']) =>
    readPage(objects.get(id) ?? { dictionary: '' }, objects),
  );
}
