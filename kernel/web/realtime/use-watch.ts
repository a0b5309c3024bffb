import { useEffect } from 'react';
import { watch } from './live.ts';

/** Keeps what is fetched of `resource` (or of its record `id`) up to date while the component is mounted. */
export function useWatch(resource: string | undefined, id?: number): void {
  useEffect(() => (resource ? watch(resource, id) : undefined), [resource, id]);
}
