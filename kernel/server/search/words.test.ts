import { describe, expect, it } from 'vitest';
import { fold, numberIn, partsOfNumber, readingsOf, wordsIn } from './words.ts';

const read = (q: string) => readingsOf(q).first.map((reading) => reading.map(({ plain }) => plain).join(' '));

describe('words as they are compared', () => {
  it.each([
    ['Löwe', ['loewe', 'lowe']],
    ['Große Bäckerin', ['grose', 'baeckerin', 'backerin']],
    ['Gänse-Liesel', ['gaenseliesel', 'ganseliesel', 'gaense', 'ganse', 'liesel']],
    ['Figur 5cm', ['figur', '5cm', '5', 'cm']],
    ['Crème brûlée', ['creme', 'brule']],
    ['ﬁgur Ⅷ ５cm', ['figur', 'vi', '5cm', '5', 'cm']],
    ['— , ;', []],
  ])('%s', (text, words) => expect(wordsIn(text)).toEqual(words));

  it('single and double letters are the same, digits are not', () => {
    expect(fold('Ritter')).toBe(fold('Riter'));
    expect(fold('1100')).toBe('1100');
  });

  it('the beginning of a word folds to the beginning of the folded word, wherever typing stops', () => {
    for (const word of ['Löwengruppe', 'Straße', 'Schneeeule', 'Ærø', 'Kaffeetasse'])
      for (let length = 1; length <= word.length; length++)
        expect(fold(word).startsWith(fold(word.slice(0, length))), word.slice(0, length)).toBe(true);
  });
});

describe('numbers', () => {
  it.each([
    ['11400-BE', '11400be'],
    ['11 400 be', '11400be'],
    ['4006381 333931', '4006381333931'],
  ])('%s is %s', (text, number) => expect(numberIn(text, false)).toBe(number));

  it('a text without digits is one only as a title of one word', () => {
    expect([numberIn('BE', true), numberIn('BE', false), numberIn('Fritz Müller', true)]).toEqual(['be', null, null]);
  });

  it('has parts where letters meet digits', () => {
    expect(partsOfNumber('11400-BE')).toEqual(['11400', 'be']);
    expect(partsOfNumber('11400BE')).toEqual(['11400', 'be']);
    expect(partsOfNumber('11400')).toEqual([]);
  });

  it('is known from each hyphen on, as one types what stands there', () => {
    const tails = ['hamburgr02f01b01', 'r02f01b01', 'f01b01', 'b01'];
    expect(partsOfNumber('DE-Hamburg-R02-F01-B01')).toEqual(expect.arrayContaining(tails));
    expect(partsOfNumber('DE-Köln-R02')).toEqual(expect.arrayContaining(['koeln', 'koln', 'koelnr02', 'r02']));
  });
});

describe('what was typed', () => {
  it('is read word for word, and as one word', () => {
    expect(read('11400 be')).toEqual(['11400 be', '11400be']);
    expect(read('11400-BE')).toEqual(['11400be']);
    expect(read('  ')).toEqual([]);
  });

  it('is read in parts only when nothing else finds anything', () => {
    const fallbacks = (q: string) =>
      readingsOf(q).fallbacks.map((reading) => reading.map(({ plain }) => plain).join(' '));
    expect(fallbacks('11400BE')).toEqual(['11400 be']);
    expect(fallbacks('11400-BE')).toEqual(['11400 be']);
    expect(fallbacks('B01-R04 Markt')).toEqual(['b01 r04 markt', 'b 01 r 04 markt']);
    expect(fallbacks('löwe bemalt')).toEqual([]);
  });

  it('counts six words of forty characters', () => {
    expect(readingsOf('a b c d e f g h').first[0]).toHaveLength(6);
    expect(readingsOf('x1'.repeat(100)).first[0]?.[0]?.plain).toHaveLength(40);
  });
});
