import type { AnyResource } from '#kernel/contract/index.ts';

/** A kind of document that is made from an order, and the field that names the order. */
export interface WayStep {
  resource: AnyResource;
  field: string;
}

/**
 * What can become of a record of the resource `from`, in the order in which the modules stand: every document that names
 * it and can be listed by it. A module that brings such a document (returns, credit notes) takes its place by itself.
 */
export function wayStepsFrom(resources: readonly AnyResource[], from: string): WayStep[] {
  return resources.flatMap((resource) => {
    const field = Object.entries(resource.fields).find(
      ([, spec]) => spec.kind === 'ref' && spec.target === from && (spec.list || spec.filter),
    )?.[0];
    const isDocument = 'state' in resource.fields && !resource.hidden && !resource.internal;
    return field !== undefined && isDocument ? [{ resource, field }] : [];
  });
}
