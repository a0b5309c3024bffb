import { fileURLToPath } from 'node:url';
import { toSVG } from 'bwip-js/node';
import type { PdfRenderer } from '#modules/documents/server/index.ts';

const template = fileURLToPath(new URL('./paper.typ', import.meta.url));

export interface PaperCell {
  text: string;
  /** Below the text, small. */
  small: string;
  bold: boolean;
  /** Empty, to be written into by hand. */
  box: boolean;
}
export interface PaperColumn {
  label: string;
  wide: boolean;
  right: boolean;
}
export interface PaperSection {
  heading: string | null;
  columns: readonly PaperColumn[];
  rows: readonly (readonly PaperCell[])[];
}

/** What a paper says; texts are ready to print. */
export interface Paper {
  language: string;
  title: string;
  /** Whose paper it is. */
  house: string;
  address: readonly string[];
  facts: readonly { label: string; value: string }[];
  /** What a scanner reads at its head. */
  scan: string;
  sections: readonly PaperSection[];
  note: string;
  /** With `{page}` and `{pages}`. */
  page: string;
  /** Epoch milliseconds. */
  createdAt: number;
}

export const cell = (text: string, more: Partial<PaperCell> = {}): PaperCell => ({
  text,
  small: '',
  bold: false,
  box: false,
  ...more,
});
export const column = (label: string, more: Partial<PaperColumn> = {}): PaperColumn => ({
  label,
  wide: false,
  right: false,
  ...more,
});

/** A paper as PDF; the same paper gives the same bytes. Rejects with a RenderError. */
export function renderPaper(renderer: PdfRenderer, { scan, createdAt, ...paper }: Paper): Promise<Uint8Array> {
  const code = toSVG({ bcid: 'qrcode', text: scan, scale: 1 });
  return renderer.render({ template, data: { ...paper, code }, createdAt });
}
