/** Characters of a word that count; longer ones are cut. */
const longest = 40;
/** Words of a search that count. */
const mostWords = 6;
/** Parts of one text that are indexed; a long text is no name. */
const mostParts = 60;

const marks = /\p{M}/gu;
const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };
const ligatures: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };
const separators = /[^\p{L}\p{N}]+/u;
const spaces = /[\s,;|]+/u;
/** Between letters and digits: `11400BE` is the number 11400 in the finish BE. */
const seam = /(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u;

/** One letter, one character; ligatures, wide and raised characters, as they come out of a PDF, are what they stand for. */
const composed = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFC');
const withoutMarks = (text: string): string =>
  text
    .replace(/[ßæœøłđ]/g, (letter) => ligatures[letter] ?? letter)
    .normalize('NFD')
    .replace(marks, '');
/** Single and double letters are the same: the commonest slip. What begins a word still begins it afterwards. */
const single = (text: string): string => text.replace(/(\p{L})\1+/gu, '$1');

/** Lower case without accents: how numbers are compared. */
export const plain = (text: string): string => withoutMarks(composed(text));
/** How words are compared: umlauts written out, as a search is read; "Löwe" and "LOEWE" are the same word. */
export const fold = (text: string): string =>
  single(withoutMarks(composed(text).replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter)));
/** Both spellings under which a word is found: `löwe` is found by `loewe` and by `lowe`. */
const spellings = (word: string): string[] => [...new Set([cut(fold(word)), cut(single(plain(word)))])];

const joined = (text: string): string => text.split(separators).join('');
const cut = (word: string): string => word.slice(0, longest);

/** A number as it is looked up: without blanks, hyphens and dots; null for what is none. A title may be a code of letters alone. */
export function numberIn(text: string, isTitle: boolean): string | null {
  const number = joined(plain(text));
  const mostChunks = isTitle && !/\p{N}/u.test(number) ? 1 : 3;
  const isNumber = number !== '' && (isTitle || /\p{N}/u.test(number)) && number.length <= longest;
  return isNumber && text.trim().split(spaces).length <= mostChunks ? number : null;
}

/** The words of a text, hyphenated ones whole and in parts, letters apart from digits. */
export function wordsIn(text: string): string[] {
  const found = new Set<string>();
  for (const chunk of composed(text).split(spaces)) {
    const parts = chunk.split(separators).filter(Boolean);
    const words = parts.length > 1 ? [parts.join(''), ...parts] : parts;
    for (const word of [...words, ...parts.flatMap((part) => part.split(seam))])
      for (const spelling of spellings(word)) found.add(spelling);
    if (found.size > mostParts) break;
  }
  return [...found];
}

/**
 * The parts of a number that is written with hyphens or mixes letters and digits, and what stands from each hyphen on:
 * who types one piece of it (`R02-F01` of `DE-R02-F01`) means that piece. None where it is one.
 */
export function partsOfNumber(text: string): string[] {
  const written = composed(text).split(separators).filter(Boolean);
  const parts = written.flatMap((part) => part.split(seam));
  if (parts.length < 2) return [];
  const tails = written.map((_, at) => written.slice(at).join('')).slice(1);
  return [...new Set([...parts, ...tails].flatMap(spellings))];
}

/** A word that is looked for: as a number is written, and as a word. */
export interface Sought {
  plain: string;
  folded: string;
}
/** One way to understand what was typed: every word must begin a word of the record. */
export type Reading = readonly Sought[];

const reading = (words: readonly string[]): Reading => {
  const distinct = [...new Set(words.filter(Boolean).map(cut))].slice(0, mostWords);
  return distinct.map((word) => ({ plain: plain(word), folded: fold(word) }));
};

/**
 * How a search can be understood. First word for word, hyphens dropped, and all of it as one word (`11400 be`). Only when
 * that finds nothing, in turn: what stands between hyphens by itself (`BE-11400`), and letters apart from digits
 * (`11400BE` for a number and a finish that stand in different fields).
 */
export function readingsOf(q: string): { first: Reading[]; fallbacks: Reading[] } {
  const text = composed(q);
  const chunks = text.split(spaces).map(joined).filter(Boolean);
  if (chunks.length === 0) return { first: [], fallbacks: [] };
  const whole = chunks.length > 1 ? [reading([chunks.join('')])] : [];
  const parts = text.split(separators).filter(Boolean);
  const apart = parts.flatMap((part) => part.split(seam));
  const finer = [chunks, parts, apart].filter((one, index, all) => one.length > (all[index - 1]?.length ?? one.length));
  return { first: [reading(chunks), ...whole], fallbacks: finer.map(reading) };
}
