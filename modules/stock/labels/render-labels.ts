import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PdfRenderer } from '#modules/documents/server/index.ts';
import type { LabelPaper } from '../contract/label-paper.ts';
import { drawBars, drawGs1, drawQr } from './draw-code.ts';
import type { Label } from './label.ts';

const template = fileURLToPath(new URL('./labels.typ', import.meta.url));
/** Narrower bars are not read any more, in millimetres. */
const narrowestBar = 0.25;
const inset = 3;
/** Codes drawn before others get their turn: drawing is work for the processor alone. */
const drawnAtOnce = 20;

export interface LabelSheet {
  paper: LabelPaper;
  /** Place on the first sheet where printing begins, from 1: the ones before have been used. */
  start: number;
  labels: readonly Label[];
  /** Epoch milliseconds. */
  createdAt: number;
}

/** Labels as PDF, as many pages as it takes. Rejects with a RenderError. */
export async function renderLabels(
  renderer: PdfRenderer,
  { paper, start, labels, createdAt }: LabelSheet,
): Promise<Uint8Array> {
  const drawn: object[] = [];
  for (const label of labels) {
    const one = draw(label, paper);
    for (let copy = 0; copy < label.copies; copy++) drawn.push(one);
    if (drawn.length % drawnAtOnce === 0) await setImmediate();
  }
  return renderer.render({ template, data: { paper, start, labels: drawn }, createdAt });
}

function draw({ gs1, code, copies: _, ...label }: Label, { label: { width } }: LabelPaper): object {
  const square = (gs1 ? drawGs1(gs1) : null) ?? drawQr(code);
  const bars = drawBars(code);
  const fits = bars !== null && (width - 2 * inset) / bars.modules >= narrowestBar;
  return { ...label, code, square: square?.svg ?? null, bars: fits ? bars.svg : null };
}
