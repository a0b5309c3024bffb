import { z } from 'zod';
import type { Fields } from '#kernel/contract/index.ts';
import { codecOf } from './codec.ts';

/**
 * The strict object of what a client may send for `fields`: read-only ones are unknown to it.
 * @param partial true for a change: nothing is required, but what is required may not be emptied.
 */
export function objectSchema(fields: Fields, options: { partial: boolean; extra?: z.ZodRawShape }): z.ZodType {
  const shape: Record<string, z.ZodType> = { ...(options.extra as Record<string, z.ZodType>) };
  for (const [name, spec] of Object.entries(fields)) {
    if (spec.readOnly || spec.secret || (options.partial && spec.createOnly)) continue;
    const value = codecOf(spec).accepts(spec);
    const many = spec.kind === 'lines' || spec.kind === 'refs';
    if (many) shape[name] = value.optional();
    else if (spec.required)
      shape[name] = options.partial || spec.filled || spec.default !== undefined ? value.optional() : value;
    // What has a default is never empty, in the database neither.
    else shape[name] = spec.default !== undefined ? value.optional() : value.nullable().optional();
  }
  return z.strictObject(shape);
}
