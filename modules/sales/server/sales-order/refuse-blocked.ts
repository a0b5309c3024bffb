import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { customer } from '#modules/party/contract/index.ts';
import { salesErrors } from '../../contract/index.ts';

/** The customer, unless goods are not to leave for him. @throws AppError 409 `sales.customerBlocked` */
export async function refuseBlocked(ctx: Ctx, id: number): Promise<Row<typeof customer>> {
  const owner = await rowOf(ctx, customer, id);
  if (owner.deliveryBlocked) throw salesErrors.customerBlocked({ customer: owner.number ?? owner.name });
  return owner;
}
