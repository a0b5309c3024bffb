import { toSVG } from 'bwip-js/node';

/** A code as SVG without margin; `modules` is its width in units of the narrowest bar. */
export interface DrawnCode {
  svg: string;
  modules: number;
}

const widthOf = (svg: string): number => Number(/viewBox="0 0 (\d+(?:\.\d+)?)/.exec(svg)?.[1] ?? 0);

function draw(options: Parameters<typeof toSVG>[0]): DrawnCode | null {
  try {
    const svg = toSVG(options);
    return { svg, modules: widthOf(svg) };
  } catch {
    // A text that the symbology cannot carry has no such code; the label shows its text.
    return null;
  }
}

/** Where one scans what stands there as it is: QR, read by phones and by every camera scanner. */
export const drawQr = (text: string): DrawnCode | null => {
  // `eclevel` is an option of this one symbology and missing from the general type, hence not a literal argument.
  const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 1 };
  return draw(options);
};

/** For the scanners that read bars alone; letters beyond ASCII would come back as others. */
export const drawBars = (text: string): DrawnCode | null => {
  if (isGtin13(text)) return draw({ bcid: 'ean13', text, scale: 1, height: 10 });
  return /^[ -~]+$/.test(text) ? draw({ bcid: 'code128', text, scale: 1, height: 10 }) : null;
};

/** Goods with their lot as GS1 writes it: number of the article, lot or serial number, day of expiry. */
export const drawGs1 = (elements: string): DrawnCode | null => {
  // GS1 wants a GTIN beside a lot; articles that have none are named by their own number.
  const options = { bcid: 'gs1datamatrix', text: elements, scale: 1, dontlint: true };
  return draw(options);
};

/** Thirteen digits with the right check digit. */
export function isGtin13(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const sum = [...text].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
