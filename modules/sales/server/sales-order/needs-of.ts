import type { Row } from '#kernel/contract/index.ts';
import type { Need } from '#modules/stock/server/index.ts';
import type { salesOrder } from '../../contract/index.ts';

/** The stock that an order wants, line by line. */
export const needsOf = ({ lines }: Row<typeof salesOrder>): Need[] =>
  lines.map(({ id = 0, product, quantity }) => ({ sourceLine: id, product, quantity }));
