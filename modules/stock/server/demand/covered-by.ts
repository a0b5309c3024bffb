import type { Patch, Quantity, Row } from '#kernel/contract/index.ts';
import type { demand } from '../../contract/index.ts';

/** What a demand still asks for once it has got so much. */
export const coveredBy = (row: Row<typeof demand>, got: Quantity): Patch<typeof demand> => ({
  quantity: row.quantity - got,
  state: row.quantity > got ? 'open' : 'covered',
});
