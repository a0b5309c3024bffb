import { describe, expect, it } from 'vitest';
import { passwordFault } from './password-rules.ts';

const own = ['erika.muster', 'Erika Mustermann', 'Zinnfiguren Beispiel GmbH'];
const codeOf = (password: string) => passwordFault(password, own)?.code ?? 'good';

describe('rules for new passwords', () => {
  it.each([
    ['', 'identity.passwordTooShort'],
    ['fourteen chars', 'identity.passwordTooShort'],
    ['x'.repeat(129), 'identity.passwordTooLong'],
    // Six ligatures are twelve letters after NFKC, not fifteen.
    ['ﬁﬁﬁﬁﬁﬁ', 'identity.passwordTooShort'],
    ['aaaaaaaaaaaaaaaaaa', 'identity.passwordGuessable'],
    ['123456789012345', 'identity.passwordGuessable'],
    ['qwertzuiopasdfghjkl', 'identity.passwordGuessable'],
    ['1q2w3e4r5t6z7u8i', 'identity.passwordGuessable'],
    ['passwordpassword', 'identity.passwordGuessable'],
    ['P@ssw0rd!P@ssw0rd!', 'identity.passwordGuessable'],
    ['Sommer2026!Sommer', 'identity.passwordGuessable'],
    ['Willkommen-Passwort-123', 'identity.passwordGuessable'],
    ['correct horse battery staple', 'identity.passwordGuessable'],
    ['x7x7x7x7x7x7x7x7', 'identity.passwordGuessable'],
    ['Erika.Mustermann.2026', 'identity.passwordGuessable'],
    ['erika-zinnfiguren-2026', 'identity.passwordGuessable'],
    ['KontorKontor12345', 'identity.passwordGuessable'],
  ])('PRD-AUT-10 refuses %j', (password, code) => {
    expect(codeOf(password)).toBe(code);
  });

  it.each([
    'gieß drei Löwen vor neun',
    'lackpinsel schief hängt',
    'nur kleine buchstaben ohne ziffern',
    'V7#qLw!z9@Tb2&Rm',
    'xxx abgrundtief kariert',
    '人间正道是沧桑路漫漫其修远兮吾',
  ])('asks for no kinds of characters: %j is good', (password) => {
    expect(codeOf(password)).toBe('good');
  });
});
