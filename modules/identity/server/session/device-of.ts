const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];
const nameIn = (list: readonly [RegExp, string][], text: string) => list.find(([sign]) => sign.test(text))?.[1];

/** "Firefox, Windows" from a User-Agent header, so that people recognise their own sessions. */
export function deviceOf(userAgent: string | undefined): string {
  const text = userAgent ?? '';
  const known = [nameIn(browsers, text), nameIn(systems, text)].filter(Boolean).join(', ');
  return (
    known ||
    text
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 60) ||
    '–'
  );
}
