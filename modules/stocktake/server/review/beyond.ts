import type { Quantity, Rate } from '#kernel/contract/index.ts';

const whole = 1_000_000;

/** Whether a difference is greater than lets pass with one count. What was not expected at all always is. */
export function isBeyond(
  { difference, expected }: { difference: Quantity | null; expected: Quantity | null },
  tolerance: Rate | null,
): boolean {
  if (tolerance === null || !difference) return false;
  // Both sides as products of integers; beyond 2^53 as BigInt says it.
  return BigInt(Math.abs(difference)) * BigInt(whole) > BigInt(tolerance) * BigInt(Math.abs(expected ?? 0));
}
