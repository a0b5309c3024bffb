import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0027-pricing',
  steps: [
    {
      addColumn: {
        table: 'pricing_change_row',
        name: 'ended_record',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'pricing_change_row',
        name: 'ended_until',
        column: { type: 'text', max: 10 },
      },
    },
    {
      setGuards: { table: 'pricing_change_row', appendOnly: true },
    },
  ],
};
