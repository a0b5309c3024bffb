/** What a scanner has read, taken apart as far as it says more than one number. */
export interface ScannedCode {
  text: string;
  /** Of the article: its GTIN without leading zeros, or its own number. */
  article: string | null;
  /** Lot or serial number. */
  lot: string | null;
  /** Day of expiry, ISO. */
  expiresOn: string | null;
  /** How many are in what bears the code. */
  count: string | null;
}

/** Separates elements of GS1 codes whose length varies. */
const separator = '\u001d';
const fixedLengths: Readonly<Record<string, number>> = { '01': 14, '02': 14, '11': 6, '13': 6, '15': 6, '17': 6 };
const varied: readonly string[] = ['240', '10', '21', '37'];

/** Elements of a GS1 code, by their identifier; null where the text is none. */
function elementsOf(text: string): Map<string, string> | null {
  const found = new Map<string, string>();
  for (let rest = text; rest !== ''; ) {
    if (rest.startsWith(separator)) rest = rest.slice(1);
    const fixed = Object.keys(fixedLengths).find((id) => rest.startsWith(id));
    const id = fixed ?? varied.find((one) => rest.startsWith(one));
    if (id === undefined) return null;
    const body = rest.slice(id.length);
    const end = body.indexOf(separator);
    const length = fixed ? (fixedLengths[fixed] ?? 0) : end < 0 ? body.length : end;
    if (body.length < length || length === 0) return null;
    found.set(id, body.slice(0, length));
    rest = body.slice(length);
  }
  return found;
}

/** Codes that scanners of GS1 put before what they read. */
const symbologies = /^\](?:d2|C1|Q3|e0)/;

/** Scanners that are not set up for GS1 leave the marks out; an article with a right check digit and more behind it says enough. */
const isBareGs1 = (text: string) => /^01\d{14}(?:10|11|13|15|17|21|37)/.test(text) && hasCheckDigit(text.slice(2, 16));

const hasCheckDigit = (digits: string): boolean =>
  [...digits].reduceRight((sum, digit, index) => sum + Number(digit) * ((digits.length - index) % 2 === 0 ? 3 : 1), 0) %
    10 ===
  0;

/** `271231` → 2027-12-31; day 00 is the last of its month. */
function dayOf(digits: string | undefined): string | null {
  if (!digits || !/^\d{6}$/.test(digits)) return null;
  const [year, month, day] = [2000 + Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4))];
  if (month < 1 || month > 12) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day > last ? null : new Date(Date.UTC(year, month - 1, day || last)).toISOString().slice(0, 10);
}

/** Reads what came from a scanner: one number, or the elements of a GS1 code as our labels carry them. */
export function readScan(scanned: string): ScannedCode {
  const text = scanned.trim();
  const isGs1 = symbologies.test(text) || text.includes(separator) || isBareGs1(text);
  const elements = isGs1 ? elementsOf(text.replace(symbologies, '')) : null;
  if (!elements)
    return { text: text.replace(/^\][A-Za-z]\d/, ''), article: null, lot: null, expiresOn: null, count: null };
  const count = elements.get('37') ?? '';
  return {
    text,
    article: elements.get('01')?.replace(/^0+/, '') ?? elements.get('240') ?? null,
    lot: elements.get('10') ?? elements.get('21') ?? null,
    expiresOn: dayOf(elements.get('17')),
    count: /^0*[1-9]\d{0,7}$/.test(count) ? String(Number(count)) : null,
  };
}

const plain = (code: string) =>
  code
    .trim()
    .replace(/^0+(?=\d{8,14}$)/, '')
    .toLowerCase();

/** Whether what was scanned is one of these codes; a GTIN may have lost or won leading zeros on its way. */
export function isScanOf(scanned: string, codes: readonly string[]): boolean {
  const { text, article } = readScan(scanned);
  const read = plain(article ?? text);
  return read !== '' && codes.some((code) => plain(code) === read);
}
