import type { Ctx } from '#kernel/server/ctx.ts';
import type { AnyRow } from '#kernel/server/served.ts';
import type { Rule } from '../rules/rule.ts';

/** What is to happen to one record: a change, a verb, or nothing and why. */
export type Step =
  | { id: number; patch: Record<string, unknown> }
  | { id: number; verb: string }
  | { id: number; skip: string };

/** A bulk fix: says for many rows at once what is to be done, with a constant number of statements, and writes nothing. */
export type Fix = (ctx: Ctx, rule: Rule, rows: readonly AnyRow[], input: Record<string, unknown>) => Promise<Step[]>;

export const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
/** Distinct values that are there, for an `IN (…)`. */
export const distinct = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value): value is T & {} => value !== null)),
];
