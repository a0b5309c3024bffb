import { describe, expect, it } from 'vitest';
import { isScanOf, readScan } from './scan-code.ts';

describe('what a scanner reads', () => {
  it('is one number, or the elements of a GS1 code', () => {
    expect(readScan('S-000012\n')).toEqual({
      text: 'S-000012',
      article: null,
      lot: null,
      expiresOn: null,
      count: null,
    });
    expect(readScan(']d20104006381333931172712311' + '0L17')).toMatchObject({ article: '4006381333931', lot: 'L17' });
    expect(readScan(']d21727123110L17\u001d24011400-BE')).toMatchObject({ article: '11400-BE', lot: 'L17' });
    expect(readScan(']d22100017\u001d24011400-BE')).toMatchObject({ article: '11400-BE', lot: '00017' });
    expect(readScan(']C0R04-F02')).toMatchObject({ text: 'R04-F02', article: null });
  });

  it('says day of expiry and count, also where the scanner leaves the marks of GS1 out', () => {
    expect(readScan(']d20104006381333931172802003724\u001d10L17')).toMatchObject({
      article: '4006381333931',
      expiresOn: '2028-02-29',
      count: '24',
      lot: 'L17',
    });
    expect(readScan('01040063813339311727123110L17')).toMatchObject({
      article: '4006381333931',
      expiresOn: '2027-12-31',
      lot: 'L17',
    });
    // Not the check digit of an article: a number that only looks so.
    expect(readScan('01040063813339321727123110L17')).toMatchObject({ article: null, lot: null });
    expect(readScan(']d201040063813339311727993110L17')).toMatchObject({ expiresOn: null });
  });

  it('is compared as people mean it', () => {
    expect(isScanOf('04006381333931', ['4006381333931'])).toBe(true);
    expect(isScanOf(' r04-f02 ', ['R04-F02'])).toBe(true);
    expect(isScanOf('000012', ['12'])).toBe(false);
    expect(isScanOf('', [''])).toBe(false);
    expect(isScanOf(']d21727123110L17\u001d24011400-BE', ['11400-BE'])).toBe(true);
  });
});
