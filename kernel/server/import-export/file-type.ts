import { kernelErrors } from '#kernel/contract/index.ts';

/** How other kinds of files begin, in hexadecimal. A workbook is a ZIP, and so is much else. */
const signatures: readonly (readonly [begins: string, kind: string])[] = [
  ['504b0304', 'ZIP'],
  ['d0cf11e0a1b11ae1', 'Excel 97 (XLS)'],
  ['25504446', 'PDF'],
  ['89504e47', 'PNG'],
  ['ffd8ff', 'JPEG'],
  ['47494638', 'GIF'],
  ['1f8b', 'GZIP'],
  ['526172211a07', 'RAR'],
  ['377abcaf271c', '7-Zip'],
];
/** What tells the kinds of ZIP from each other: names of parts, which stand uncompressed in the file. */
const parts: readonly (readonly [part: string, kind: string])[] = [
  ['xl/', 'XLSX'],
  ['word/', 'Word (DOCX)'],
  ['ppt/', 'PowerPoint (PPTX)'],
  ['application/vnd.oasis.opendocument', 'OpenDocument (ODS)'],
];
const markup = /^\s*<(!doctype html|html|\?xml|table)\b/i;

function kindOf(bytes: Buffer): string {
  const start = bytes.toString('hex', 0, 8);
  const [, kind] = signatures.find(([begins]) => start.startsWith(begins)) ?? [];
  if (kind === 'ZIP') return parts.find(([part]) => bytes.includes(part))?.[1] ?? kind;
  if (kind) return kind;
  const [, tag] = markup.exec(bytes.toString('latin1', 0, 200)) ?? [];
  if (tag) return tag.startsWith('?') ? 'XML' : 'HTML';
  return 'CSV';
}

/** Throws 422 `kernel.fileTypeMismatch` when the content is another kind of file than its name or media type says. */
export function refuseOtherType(content: Uint8Array, format: 'csv' | 'xlsx'): void {
  if (content.byteLength === 0) throw kernelErrors.unreadableFile();
  const found = kindOf(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  const expected = format === 'csv' ? 'CSV' : 'XLSX';
  if (found !== expected) throw kernelErrors.fileTypeMismatch({ expected, found });
}
