import { type RawBuilder, sql } from 'kysely';
import type { Resource } from '#kernel/contract/index.ts';
import type { FixCode, RuleCode, Severity } from '../../contract/index.ts';

/** A piece of a statement; values in it are parameters. */
export type Sql = RawBuilder<unknown>;

/**
 * A quality rule, as data: which records of one resource are at fault, said in SQL that both engines understand. The
 * parts are put together by {@link countFindings} and {@link listFindings}; in all of them `s` is the record itself.
 * Joins must not multiply the records.
 */
export interface Rule {
  code: RuleCode;
  severity: Severity;
  /** Name of the resource whose records it finds. */
  subject: string;
  /** Where a user puts it right; also the field that {@link Rule.fixes} set. */
  field: string | null;
  /** Resources and fields it looks at beside its subject: without the right to see one, the rule is not there. */
  reads?: readonly string[];
  joins?: Sql;
  /** A condition; where it depends on the day (ISO, of the business), made from that. */
  where: Sql | ((today: string) => Sql);
  /** What stands there, and what should, as texts; for amounts nothing, as their scale is not text. */
  found?: Sql;
  expected?: Sql;
  /** The record that this one contradicts. */
  other?: { resource: string; id: Sql };
  /** Text by which findings are ordered; default: the number. */
  sort?: Sql;
  fixes: readonly FixCode[];
  /** Its findings contradict each other: a fix of all would hit the good ones too, so somebody chooses. */
  oneByOne?: boolean;
}

/** The number by which records are shown, in SQL. */
export const defaultSort: Sql = sql`s.sku`;

/** What is archived is out of the way: nobody has to mend it. */
export const isLive: Sql = sql`s.state <> 'archived'`;

type Name = Pick<Resource, 'name'>;
export const rulesOf =
  ({ name }: Name) =>
  (rule: Omit<Rule, 'subject'>): Rule => ({ ...rule, subject: name });
