import { z } from 'zod';
import { kernelErrors, permissionOf } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import { tell, tellWarnings } from '../http/problems.ts';
import { idOf } from '../http/record-id.ts';
import { type AnyRoute, defineRoute } from '../module.ts';
import { visibleRows } from '../read.ts';
import type { AnyRow, Served } from '../served.ts';
import { checkRecord } from './check-record.ts';

/** What the rules say of values while they are entered. Nothing is written, hence there is no answer to be kept for a key. */
const common = { method: 'POST', body: z.looseObject({}), confidential: true } as const;

/** Checks of a resource without saving, for forms: of a new record, and of changes to one. */
export function checkRoutes(served: Served): AnyRoute[] {
  const { resource } = served;
  const answer = async (ctx: Ctx, before: AnyRow | null, input: Record<string, unknown>) => {
    const { errors, warnings } = await checkRecord(ctx, served, before, input);
    const told = errors.map((one) => tell(ctx.app, one, ctx.language));
    return { body: { errors: told, warnings: tellWarnings(ctx, served, warnings) } };
  };
  const create = defineRoute({
    ...common,
    path: `/${resource.path}/check`,
    access: { permission: permissionOf(resource, 'create') },
    summary: `Check the values of a new ${resource.name} without saving`,
    handle: (ctx, { body }) => answer(ctx, null, body),
  });
  const change = defineRoute({
    ...common,
    path: `/${resource.path}/:id/check`,
    access: { permission: permissionOf(resource, 'update') },
    summary: `Check changes to a ${resource.name} without saving`,
    handle: async (ctx, { body, params }) => {
      const [before] = await visibleRows(ctx, served, [idOf(params)]);
      if (!before) throw kernelErrors.notFound();
      return answer(ctx, before, body);
    },
  });
  const offers = (operation: 'create' | 'update') => resource.operations.includes(operation);
  return [...(offers('create') ? [create] : []), ...(offers('update') ? [change] : [])];
}
