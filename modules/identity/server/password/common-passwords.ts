/**
 * What people put into passwords that must be long: words of the lists of leaked passwords (German and English), the
 * months and seasons, keyboard patterns. A password made of such parts alone is tried first by whoever guesses.
 */
export const commonParts: readonly string[] = [
  'password passwort passwd kennwort geheimnis geheim secret schluessel schlüssel zugang anmeldung anmelden login',
  'welcome willkommen hallo hello moin servus guten morgen letmein openthedoor changeme aendern ändern default',
  'administrator admin root superuser benutzer benutzername username user test testing tester demo gast guest temp',
  'iloveyou loveyou ichliebedich liebe love schatz schatzi baby angel engel mausi hase herz princess prinzessin',
  'monkey dragon drache football fussball fußball baseball basketball soccer hockey schalke bayern dortmund',
  'superman batman spiderman starwars pokemon minecraft fortnite harrypotter michael daniel thomas andreas alexander',
  'nicole jessica ashley charlie jordan hunter george shadow master mustang ferrari porsche mercedes',
  'sunshine sonnenschein flower blume summer winter spring autumn sommer herbst fruehling frühling',
  'januar februar maerz märz april juni juli august september oktober november dezember',
  'january february march june july october december',
  'montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday sunday',
  'computer internet windows microsoft google facebook samsung apple server office firma company buero büro',
  'trustno1 whatever freedom freiheit hamburg berlin muenchen münchen koeln köln deutschland germany',
  'zaq12wsx zaq1xsw2 xsw2 cde3 qazwsxedc qazwsx qaywsx yaq1 qweasdzxc qweasdyxc qweasd asdasd qweqwe',
].flatMap((line) => line.split(' '));

/** Phrases that stand in those lists as a whole, without spaces and marks. */
export const commonPhrases: ReadonlySet<string> = new Set([
  'correcthorsebatterystaple',
  'tobeornottobethatisthequestion',
  'thequickbrownfoxjumpsoverthelazydog',
  'thequickbrownfox',
  'franzjagtimkomplettverwahrlostentaxiquerdurchbayern',
  'itwasthebestoftimes',
  'maytheforcebewithyou',
  'youshallnotpass',
  'nevergonnagiveyouup',
  'allyourbasearebelongtous',
  'sesamoeffnedich',
  'sesamöffnedich',
  'ichbineinberliner',
  'mysecurepassword',
  'thisismypassword',
  'dasistmeinpasswort',
]);

/** Rows of keys and of numbers, and the usual ways across them; any stretch of them, in both directions, is no secret. */
export const keyRows: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertzuiopü',
  'qwertyuiop',
  'asdfghjklöä',
  'yxcvbnm',
  'zxcvbnm',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5z6u7i8o9p0',
  'q1w2e3r4t5y6u7i8o9p0',
  '1qay2wsx3edc4rfv5tgb6zhn7ujm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];
