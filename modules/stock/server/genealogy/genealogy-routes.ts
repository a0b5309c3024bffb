import { demand } from '#kernel/server/ctx.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { genealogyOf } from './genealogy.ts';

export const genealogyRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/lots/:id/genealogy',
    access: { permission: 'stock.lot:read' },
    summary: 'What a lot was made of and what was made of it, where it came from and which customers it reached',
    handle: async (ctx, { params }) => {
      demand(ctx, 'stock.movement:read');
      return { body: await genealogyOf(ctx, idOf(params)) };
    },
  }),
];
