import { z } from 'zod';
import { type AnyResource, kernelErrors } from '#kernel/contract/index.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { changeRules, mostChanged } from '../contract/bulk-change.ts';
import { product, variant } from '../contract/index.ts';
import { storeAttachment } from './attachment/store-attachment.ts';
import { changeByRule } from './bulk/change-by-rule.ts';
import { mapGroups } from './category/map-groups.ts';
import { generateVariants } from './matrix/generate-variants.ts';
import { variantMatrix } from './matrix/variant-matrix.ts';

const bulkChange = (resource: AnyResource): AnyRoute =>
  defineRoute({
    method: 'POST',
    path: `/${resource.path}/change`,
    access: { permission: `${resource.name}:update` },
    summary: `Change one field of many of ${resource.name} by a rule`,
    body: z.strictObject({
      ids: z.array(z.int().positive()).max(mostChanged).optional(),
      filter: z.record(z.string(), z.string()).optional(),
      field: z.string().max(60),
      rule: z.enum(changeRules),
      value: z.unknown(),
      dryRun: z.boolean().optional(),
    }),
    handle: async (ctx, { body }) => ({ body: await changeByRule(ctx, resource, body) }),
  });

const attachmentOf = (resource: AnyResource): AnyRoute =>
  defineRoute({
    method: 'POST',
    path: `/${resource.path}/attachments`,
    access: { permission: `${resource.name}:update` },
    summary: `Upload a file for a ${resource.name}, as application/octet-stream`,
    query: z.strictObject({ name: z.string().min(1).max(200) }),
    handle: async (ctx, { query, request }) => {
      if (!(request.body instanceof Uint8Array)) throw kernelErrors.unsupportedMediaType();
      const file = { name: query.name, resource: resource.name, content: request.body };
      return { status: 201, body: await storeAttachment(ctx, file) };
    },
  });

const erased = (resource: unknown): AnyResource => resource as AnyResource;

export const catalogRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'GET',
    path: '/catalog/products/:id/matrix',
    access: { permission: 'catalog.variant:read' },
    summary: 'Axes of a product and the places of its variants on them',
    handle: async (ctx, { params }) => ({ body: await variantMatrix(ctx, idOf(params)) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/catalog/products/:id/variants',
    access: { permission: 'catalog.variant:create' },
    summary: 'Create the variants that are missing at the chosen places of the matrix',
    body: z.strictObject({
      axes: z
        .array(z.strictObject({ attribute: z.int().positive(), values: z.array(z.string().max(20)).max(1000) }))
        .max(20),
      withNames: z.boolean().optional(),
      dryRun: z.boolean().optional(),
    }),
    handle: async (ctx, { body, params }) => ({
      body: await generateVariants(ctx, idOf(params), {
        axes: body.axes,
        withNames: body.withNames ?? false,
        dryRun: body.dryRun ?? false,
      }),
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/catalog/category-mappings/apply',
    access: { permission: 'catalog.product:update' },
    summary: 'Put products without a category where their legacy group belongs',
    body: z.strictObject({ dryRun: z.boolean().optional() }),
    handle: async (ctx, { body }) => ({ body: await mapGroups(ctx, { dryRun: body.dryRun ?? false }) }),
  }),
  bulkChange(erased(product)),
  bulkChange(erased(variant)),
  attachmentOf(erased(product)),
  attachmentOf(erased(variant)),
];
