import type { FieldProblem } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type ImportEntry, readEntry } from '#kernel/server/import-export/import-entry.ts';
import type { ImportPlan } from '#kernel/server/import-export/import-plan.ts';
import { type ImportFile, openImport } from '#kernel/server/import-export/open-import.ts';
import { resolveReferences } from '#kernel/server/import-export/resolve-references.ts';
import { settleEntry } from '#kernel/server/import-export/settle-entry.ts';
import type { SheetRow } from '#kernel/server/import-export/sheet.ts';
import { compile, serve } from '#kernel/server/served.ts';
import { bomLine } from '../../contract/bom-line.ts';

export const lineSheet = compile(serve(bomLine, {}));

/** A row as it was read; `problems` say what is wrong with it. */
export interface SheetLine {
  entry: ImportEntry;
  values: LineValues | null;
}
export interface LineValues {
  product?: number;
  variant?: number;
  outputQuantity?: number;
  outputUnit?: number;
  component: number;
  quantity: number;
  unit?: number;
  scrapPercent?: number;
  isFixed?: boolean;
  roundingMultiple?: number;
  kind?: 'component' | 'phantom' | 'byProduct';
  onlyFor?: string;
  note?: string;
  isReleased?: boolean;
  validFrom?: string;
}

/** All rows for one product or variant: its BOM. */
export interface SheetBom {
  product: number | null;
  variant: number | null;
  lines: SheetLine[];
}

const chunk = 500;

/** Rows stand for lines, not for records of their own: the right that counts is the one to create BOMs. */
const asSheet = (ctx: Ctx): Ctx => ({
  ...ctx,
  actor: { ...ctx.actor, permissions: new Set([...ctx.actor.permissions, `${bomLine.name}:create`]) },
});

/** Reads a CSV or XLSX of BOM lines. Throws as the derived import does for a file that cannot be read. */
export async function readSheet(
  ctx: Ctx,
  file: ImportFile,
): Promise<{ plan: ImportPlan; boms: SheetBom[]; astray: SheetLine[] }> {
  const reader = asSheet(ctx);
  const { plan, sheet, reading } = await openImport(reader, lineSheet, file);
  const lines: SheetLine[] = [];
  let rows: SheetRow[] = [];
  const settle = async () => {
    const entries = rows.map((row) => readEntry(plan, row, reading));
    rows = [];
    await resolveReferences(ctx, plan, entries);
    for (const entry of entries) {
      const wish = settleEntry(reader, plan, entry, undefined);
      lines.push({ entry, values: wish.kind === 'create' ? (wish.draft as unknown as LineValues) : null });
    }
  };
  for await (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length >= chunk) await settle();
  }
  if (rows.length > 0) await settle();
  return { plan, ...grouped(lines) };
}

function grouped(lines: readonly SheetLine[]): { boms: SheetBom[]; astray: SheetLine[] } {
  const boms = new Map<string, SheetBom>();
  const astray: SheetLine[] = [];
  for (const line of lines) {
    // A row that cannot be read still says whose BOM it spoils.
    const subject = line.values ?? (line.entry.wire as Partial<LineValues>);
    const product = typeof subject.product === 'number' ? subject.product : null;
    const variant = typeof subject.variant === 'number' ? subject.variant : null;
    if ((product === null) === (variant === null)) {
      if (line.entry.problems.length === 0) note(line, { path: 'variant', code: 'bom.oneSubject' });
      astray.push(line);
      continue;
    }
    const key = `${product} ${variant}`;
    const bom = boms.get(key) ?? { product, variant, lines: [] };
    bom.lines.push(line);
    boms.set(key, bom);
  }
  for (const { lines: own } of boms.values()) for (const field of ofWhole) refuseDifferent(own, field);
  return { boms: [...boms.values()], astray };
}

/** What rows say of their BOM as a whole: one of them is enough, and no two say different things. */
const ofWhole = ['outputQuantity', 'outputUnit', 'validFrom'] as const;

function refuseDifferent(lines: readonly SheetLine[], field: (typeof ofWhole)[number]): void {
  const said = lines.find(({ values }) => values?.[field] != null)?.values?.[field];
  for (const line of lines) {
    const own = line.values?.[field];
    if (own != null && own !== said) note(line, { path: field, code: 'bom.rowsDiffer' });
  }
}

export const note = ({ entry }: SheetLine, problem: FieldProblem): void => void entry.problems.push(problem);
