import { toBody } from '#kernel/web/form/to-write.ts';
import { type ApiProblem, isProblem, request } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import { mergeOf, type VariantDraft, type VariantRow } from './variant-drafts.ts';

/** What became of a draft. `row` is the variant as far as it is known afterwards. */
export interface SaveOutcome {
  row: VariantRow;
  state: 'saved' | 'conflict' | 'failed';
  error?: unknown;
}

type Write = (row: VariantRow, values: Record<string, unknown>) => Promise<VariantRow>;

const patch: Write = (row, values) =>
  request<VariantRow>(`${variant.path}/${row.id}`, { method: 'PATCH', body: values, version: row.version });

/** So many others may be faster in a row before the user is told. */
const mostAttempts = 3;

/**
 * Saves a draft over the variant as it is now. When somebody was faster the draft is laid over theirs and sent again;
 * only a field that both changed differently is for the user to decide.
 */
export async function saveVariant(row: VariantRow, draft: VariantDraft, write: Write = patch): Promise<SaveOutcome> {
  let current = row;
  for (let attempt = 1; ; attempt++) {
    const { conflicts, mine } = mergeOf(draft, current);
    if (conflicts.length > 0) return { row: current, state: 'conflict' };
    if (Object.keys(mine).length === 0) return { row: current, state: 'saved' };
    try {
      return { row: await write(current, toBody(variant.fields, mine)), state: 'saved' };
    } catch (error) {
      const newer = isProblem(error, 'kernel.staleVersion') ? currentOf(error) : null;
      if (!newer || attempt === mostAttempts) return { row: newer ?? current, state: 'failed', error };
      current = newer;
    }
  }
}

const currentOf = (error: ApiProblem): VariantRow | null => (error.problem.current as VariantRow | undefined) ?? null;

const atOnce = 4;

/** Saves several drafts, a few at a time, in the order given. */
export async function saveVariants(
  work: readonly { row: VariantRow; draft: VariantDraft }[],
  write: Write = patch,
): Promise<SaveOutcome[]> {
  const outcomes: SaveOutcome[] = [];
  const queue = [...work.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, { row, draft }] = next;
      outcomes[index] = await saveVariant(row, draft, write);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}
