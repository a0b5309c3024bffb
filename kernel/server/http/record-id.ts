import { kernelErrors } from '#kernel/contract/index.ts';

/** Ids come from the path; anything else than digits is simply not found. */
export function idOf(params: Record<string, string>): number {
  const { id = '' } = params;
  if (!/^\d{1,15}$/.test(id)) throw kernelErrors.notFound();
  return Number(id);
}
