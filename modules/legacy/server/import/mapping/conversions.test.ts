import { describe, expect, it } from 'vitest';
import { type ConversionName, convert } from './conversions.ts';

const fault = (code: string) => expect.objectContaining({ fault: code });

describe('convert', () => {
  it.each<[ConversionName, unknown[], unknown]>([
    ['text', ['  11400-BE '], '11400-BE'],
    ['text', [803721], '803721'],
    ['text', [''], null],
    ['text', [null], null],
    ['text', ['Löwe\rstehend\t1'], 'Löwe stehend 1'],
    ['text', ['a\u0000b\u0007c'], 'abc'],
    ['text', ['a\ud800b'], 'a\ufffdb'],
    ['text', ['\r'], null],
    ['text', [{ a: 1 }], fault('legacy.textUnreadable')],
    ['firstText', ['', '11400-BE'], '11400-BE'],
    ['firstText', ['803721', '11400-BE'], '803721'],
    ['firstText', [null, ''], null],
    ['translated', ['Löwe', 'Lion'], { de: 'Löwe', en: 'Lion' }],
    ['translated', ['Löwe', ''], { de: 'Löwe', en: null }],
    ['translated', ['', null], null],
    ['translated', ['Löwe', true], fault('legacy.textUnreadable')],
    ['translatedLines', ['Löwe. \rHöhe 40 mm.\r\n', undefined], { de: 'Löwe.\nHöhe 40 mm.', en: null }],
    ['translatedLines', ['\r', ''], null],
    ['bool', [true], true],
    ['bool', [0], false],
    ['bool', ['Wahr'], true],
    ['bool', [null], false],
    ['bool', ['vielleicht'], fault('legacy.boolUnreadable')],
    ['state', [true], 'active'],
    ['state', [false], 'archived'],
    ['state', [null], 'active'],
    ['state', ['?'], fault('legacy.boolUnreadable')],
    ['measure', [12.3], 12_300_000],
    ['measure', ['12,3'], 12_300_000],
    ['measure', [0], null],
    ['measure', [null], null],
    ['measure', ['schwer'], fault('legacy.numberUnreadable')],
    ['date', ['0!0!0'], null],
    ['date', ['6!3!2025'], '2025-03-06'],
    ['date', ['30!2!2025'], fault('legacy.dateUnreadable')],
    ['date', [20250306], fault('legacy.dateUnreadable')],
    ['verbatim', [' 7464feb39C '], ' 7464feb39C '],
    ['verbatim', [''], null],
    ['verbatim', [18497], '18497'],
    ['verbatim', [[]], fault('legacy.textUnreadable')],
  ])('PRD-MIG-10 %s of %j', (name, raws, expected) => {
    expect(convert(name, raws)).toEqual(expected);
  });
});
