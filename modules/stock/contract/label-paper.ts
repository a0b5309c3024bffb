/** Paper for labels, in millimetres: sheets of many, or one label for each page of a label printer. */
export interface LabelPaper {
  id: string;
  page: { width: number; height: number };
  label: { width: number; height: number };
  columns: number;
  rows: number;
  /** Upper left corner of the first label. */
  left: number;
  top: number;
  /** From one label to the next. */
  stepX: number;
  stepY: number;
}

const a4 = { width: 210, height: 297 };
const sheet = (
  id: string,
  [width, height]: [number, number],
  [columns, rows]: [number, number],
  [left, top]: [number, number],
  [stepX, stepY]: [number, number] = [width, height],
): LabelPaper => ({ id, page: a4, label: { width, height }, columns, rows, left, top, stepX, stepY });
const roll = (width: number, height: number): LabelPaper => ({
  id: `roll-${width}x${height}`,
  page: { width, height },
  label: { width, height },
  columns: 1,
  rows: 1,
  left: 0,
  top: 0,
  stepX: width,
  stepY: height,
});

/** The common sheets (named by their makers in the labels) and the common rolls. */
export const labelPapers: readonly LabelPaper[] = [
  sheet('a4-70x37', [70, 37], [3, 8], [0, 0.5]),
  sheet('a4-63x38', [63.5, 38.1], [3, 7], [7.25, 15.15], [66, 38.1]),
  sheet('a4-99x38', [99.1, 38.1], [2, 7], [4.65, 15.15], [101.6, 38.1]),
  sheet('a4-105x74', [105, 74], [2, 4], [0, 0.5]),
  sheet('a4-48x25', [48.5, 25.4], [4, 10], [8, 21.5]),
  roll(100, 50),
  roll(100, 150),
  roll(62, 29),
  roll(57, 32),
];

/** What labels are printed of. */
export const labelKinds = ['location', 'box', 'product', 'lot'] as const;
export type LabelKind = (typeof labelKinds)[number];
/** So many labels at once. */
export const mostLabels = 1000;
