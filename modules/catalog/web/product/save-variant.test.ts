import { describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '#kernel/web/api/api-problem.ts';
import { saveVariant, saveVariants } from './save-variant.ts';
import type { VariantDraft, VariantRow } from './variant-drafts.ts';

const variantOf = (id: number, version: number, values: Partial<VariantRow> = {}) =>
  ({ id, version, sku: `S${id}`, retailPrice: '10.00', tradePrice: '5.00', ...values }) as VariantRow;
const draftOf = (base: VariantRow, changes: VariantDraft['changes']): VariantDraft => ({ base, changes });
const stale = (current: VariantRow) =>
  new ApiProblem({ type: '', title: '', status: 409, code: 'kernel.staleVersion', params: {}, current });

describe('saveVariant', () => {
  const row = variantOf(1, 4);

  it('sends the changes alone, with the version that is known', async () => {
    const write = vi.fn(async (known: VariantRow, values: object) => ({ ...known, version: 5, ...values }));
    const outcome = await saveVariant(row, draftOf(row, { retailPrice: '12.00' }), write);
    expect(write).toHaveBeenCalledWith(row, { retailPrice: '12.00' });
    expect(outcome).toMatchObject({ state: 'saved', row: { version: 5, retailPrice: '12.00' } });
  });

  it('lays the change over what somebody else saved meanwhile in other fields', async () => {
    const newer = variantOf(1, 5, { tradePrice: '6.00' });
    const write = vi.fn(async (known: VariantRow, values: object) => {
      if (known.version === 4) throw stale(newer);
      return { ...known, version: 6, ...values };
    });
    const outcome = await saveVariant(row, draftOf(row, { retailPrice: '12.00' }), write);
    expect(outcome).toMatchObject({ state: 'saved', row: { version: 6, tradePrice: '6.00', retailPrice: '12.00' } });
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('leaves it to the user where both changed the same field', async () => {
    const newer = variantOf(1, 5, { retailPrice: '11.00' });
    const write = vi.fn(async (): Promise<VariantRow> => {
      throw stale(newer);
    });
    const outcome = await saveVariant(row, draftOf(row, { retailPrice: '12.00' }), write);
    expect(outcome).toEqual({ state: 'conflict', row: newer });
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('gives up in words when others are faster again and again', async () => {
    let version = 4;
    const write = vi.fn(async (): Promise<VariantRow> => {
      version++;
      throw stale(variantOf(1, version));
    });
    const outcome = await saveVariant(row, draftOf(row, { retailPrice: '12.00' }), write);
    expect(outcome.state).toBe('failed');
    expect(write).toHaveBeenCalledTimes(3);
  });

  it('sends nothing when theirs is what I entered', async () => {
    const write = vi.fn();
    const outcome = await saveVariant(
      variantOf(1, 5, { retailPrice: '12.00' }),
      draftOf(row, { retailPrice: '12.00' }),
      write,
    );
    expect(outcome.state).toBe('saved');
    expect(write).not.toHaveBeenCalled();
  });
});

describe('saveVariants', () => {
  it('goes on when one of them is refused, and answers in the order asked', async () => {
    const rows = [1, 2, 3, 4, 5, 6].map((id) => variantOf(id, 1));
    const refused = new ApiProblem({ type: '', title: 'no', status: 422, code: 'kernel.validation', params: {} });
    const outcomes = await saveVariants(
      rows.map((row) => ({ row, draft: draftOf(row, { retailPrice: '12.00' }) })),
      async (row, values) => {
        if (row.id === 2) throw refused;
        return { ...row, ...values, version: 2 };
      },
    );
    expect(outcomes.map(({ row, state }) => `${row.id} ${state}`)).toEqual([
      '1 saved',
      '2 failed',
      '3 saved',
      '4 saved',
      '5 saved',
      '6 saved',
    ]);
    expect(outcomes[1]?.error).toBe(refused);
  });
});
