import { emptyDate, type LegacyAttributes, toLegacyDate, toLegacyTime } from './legacy-row.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The newest change in the data set; a run of the simulator stamps its own changes with the real clock. */
const lastChange = Date.parse('2025-03-06T04:13:17.687Z');

const day = 86_400_000;
const firstChange = Date.parse('2021-01-04T05:00:00.000Z');
const firstCreation = Date.parse('1998-03-02T05:00:00.000Z');
const users = ['Groß', 'Müller', 'Schäfer', 'jbauer', 'Lager', 'Administrator'] as const;

/** What every row of every table begins with. */
export type RowWrapper = LegacyAttributes & {
  __KEY: string;
  __TIMESTAMP: string;
  __STAMP: number;
  created_name: string;
  created_date: string;
  created_time: number;
  modified_name: string;
  modified_date: string;
  modified_time: number;
};

/** Draws when and by whom a row was created and last changed; one row in twenty-five has no date of creation. */
export function wrapRow(key: string, random: SeededRandom): RowWrapper {
  const modified = new Date(random.integer(firstChange, lastChange));
  const created = new Date(random.integer(firstCreation, firstChange - day));
  const undated = random.chance(0.04);
  return {
    __KEY: key,
    __TIMESTAMP: modified.toISOString(),
    __STAMP: random.integer(1, 40),
    created_name: undated ? '' : random.pick(users),
    created_date: undated ? emptyDate : toLegacyDate(created),
    created_time: undated ? 0 : toLegacyTime(created),
    modified_name: random.pick(users),
    modified_date: toLegacyDate(modified),
    modified_time: toLegacyTime(modified),
  };
}

/** Draws a date between two years (inclusive), or the empty date with the given probability. */
export function drawDate(random: SeededRandom, fromYear: number, toYear: number, emptyShare: number): string {
  if (random.chance(emptyShare)) return emptyDate;
  return `${random.integer(1, 28)}!${random.integer(1, 12)}!${random.integer(fromYear, toYear)}`;
}
