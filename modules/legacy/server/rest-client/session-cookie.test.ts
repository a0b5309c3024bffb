import { describe, expect, it } from 'vitest';
import { readSessionCookies } from './session-cookie.ts';

describe('readSessionCookies', () => {
  it.each([
    ['v18', ['WASID4D=AB12; Path=/; HttpOnly'], 'AB12', ['WASID4D']],
    ['v19', ['4DSID_WSZ-DB=CD; Path=/', 'WASID4D=AB; Max-Age=3600'], 'AB', ['4DSID_WSZ-DB', 'WASID4D']],
    ['v20', ['4DSID_WSZ-DB=CD34; Path=/; SameSite=Strict'], 'CD34', ['4DSID_WSZ-DB']],
    ['a proxy with cookies of its own', ['route=7; Path=/', 'WASID4D=AB'], 'AB', ['WASID4D']],
    ['no session', ['route=7', 'WASID4D=; Max-Age=0'], null, []],
    ['nothing', [], null, []],
  ])('takes the one cookie to send back: %s', (_what, lines, value, names) => {
    expect(readSessionCookies(lines)).toEqual({ value, names });
  });
});
