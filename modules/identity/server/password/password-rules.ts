import type { FieldProblem } from '#kernel/contract/index.ts';
import { commonParts, commonPhrases, keyRows } from './common-passwords.ts';

/** NIST SP 800-63B-4: 15 where the password is the only factor; no rules about kinds of characters, no expiry. */
export const passwordLength = { min: 15, max: 128 } as const;
/** So many characters must remain once everything guessable has been taken out. */
const leastOwn = 6;
const shortestWord = 3;

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const plain = (text: string) => text.replace(/[013457@$!]/g, (sign) => leet[sign] ?? sign);
const lettersAndDigits = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

const rows = keyRows.flatMap((row) => [row, [...row].reverse().join('')]);
const longestFirst = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length);
const parts = longestFirst(commonParts);

/** Takes out stretches of at least four keys in a row, and of three equal characters. */
function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    let length = /^(.)\1{2,}/u.exec(text.slice(at))?.[0].length ?? 0;
    for (let size = 4; at + size <= text.length && rows.some((row) => row.includes(text.slice(at, at + size))); size++)
      length = Math.max(length, size);
    if (length === 0) rest += text[at] ?? '';
    at += length || 1;
  }
  return rest;
}

const without = (text: string, words: readonly string[]) =>
  words.reduce((rest, word) => rest.replaceAll(word, ' '), text);

function isGuessable(password: string, ownWords: readonly string[]): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const letters = lettersAndDigits(text);
  if (commonPhrases.has(letters) || /^(.{1,8})\1+.{0,5}$/u.test(text) || new Set(letters).size < leastOwn) return true;
  const own = longestFirst(ownWords.flatMap(wordsOf));
  const remains = (spelling: string) => [...lettersAndDigits(without(without(spelling, own), parts))].length;
  const runless = withoutRuns(text);
  return Math.min(remains(runless), remains(plain(runless)), remains(withoutRuns(letters))) < leastOwn;
}

/** "Erika Muster-Mann" → erika, muster, mann, muster-mann, erikamuster-mann …: what the user would be guessed by. */
function wordsOf(text: string): string[] {
  const lower = text.normalize('NFKC').toLowerCase();
  const words = [lower, lettersAndDigits(lower), ...lower.split(/\s+/), ...lower.split(/[^\p{L}\p{N}]+/u)];
  return [...new Set(words)].filter((word) => word.length >= shortestWord);
}

/**
 * What is wrong with a new password, or null. Everything may be typed and pasted; length counts characters after NFKC.
 * @param ownWords user name, display name, company: parts that make nothing secret.
 */
export function passwordFault(password: string, ownWords: readonly string[]): Omit<FieldProblem, 'path'> | null {
  const { length } = [...password.normalize('NFKC')];
  if (length < passwordLength.min) return { code: 'identity.passwordTooShort', params: { min: passwordLength.min } };
  if (length > passwordLength.max) return { code: 'identity.passwordTooLong', params: { max: passwordLength.max } };
  return isGuessable(password, [...ownWords, 'kontor']) ? { code: 'identity.passwordGuessable' } : null;
}
