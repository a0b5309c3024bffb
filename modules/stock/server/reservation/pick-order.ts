import type { pickRules } from '../../contract/index.ts';

/** What the order of taking follows from. */
export interface PickFacts {
  warehouse: number;
  /** The warehouse of the place that is meant when nobody names one. */
  isMain: boolean;
  pickRule: (typeof pickRules)[number];
  isDefault: boolean;
  routePosition: number | null;
  code: string;
  expiresOn: string | null;
  receivedOn: string | null;
}

type Compare = (a: PickFacts, b: PickFacts) => number;

const never = '9999-12-31';
const least = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

const byExpiry: Compare = (a, b) => least(a.expiresOn ?? never, b.expiresOn ?? never);
const byAge: Compare = (a, b) => least(a.receivedOn ?? never, b.receivedOn ?? never);
const byPlace: Compare = (a, b) =>
  Number(b.isDefault) - Number(a.isDefault) ||
  least(a.routePosition ?? Number.POSITIVE_INFINITY, b.routePosition ?? Number.POSITIVE_INFINITY) ||
  least(a.code, b.code);

const inTurn =
  (...compares: Compare[]): Compare =>
  (a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };

const rules: Readonly<Record<PickFacts['pickRule'], Compare>> = {
  expiry: inTurn(byExpiry, byAge, byPlace),
  age: inTurn(byAge, byExpiry, byPlace),
  place: inTurn(byPlace, byExpiry, byAge),
};

/**
 * Which of two stocks of a product is taken first: the main warehouse before the others, within each by its rule. Lots without
 * an expiry date come after those with one, goods of which no lot is kept by the place alone.
 */
export const byPickRule: Compare = (a, b) =>
  a.warehouse === b.warehouse
    ? rules[a.pickRule](a, b)
    : Number(b.isMain) - Number(a.isMain) || least(a.warehouse, b.warehouse);
