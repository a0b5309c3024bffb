import { defineResource, f } from '#kernel/contract/index.ts';

/** Whether a serial number is in the house: at most once, whatever moves (held by the database). */
export const presence = defineResource({
  name: 'stock.presence',
  path: 'stock/presence',
  title: 'lot',
  projection: true,
  internal: true,
  fields: {
    lot: f.ref('stock.lot', { required: true, unique: true }),
    present: f.int({ required: true, default: 0 }),
    absent: f.int({ required: true, default: 1 }),
  },
  holds: [
    { name: 'presentAtMostOnce', field: 'absent', atLeast: 0 },
    { name: 'absentAtMostOnce', field: 'present', atLeast: 0 },
  ],
});
