/**
 * One thing that must never be otherwise, as plain SQL over the tables, sharing no code with what wrote them (quality
 * bar §2.0). Identifiers are quoted by backticks, which both engines take.
 */
export interface Check {
  invariant: string;
  description: string;
  /** Tables it reads beside those that are always there; where one is missing (a module is not installed) it is left out. */
  tables?: readonly string[];
  /** Gives one row with `sample` per violation. */
  sql: string;
}

/** Goods in and out of every spot, one row for each side of a movement: `location, box, product, lot, date, q`. */
export const sides = `SELECT id, date, \`to\` AS location, COALESCE(to_compartment, 0) AS box, product, COALESCE(lot, 0) AS lot, quantity AS q FROM stock_movement
  UNION ALL SELECT id, date, \`from\`, COALESCE(from_compartment, 0), product, COALESCE(lot, 0), -quantity FROM stock_movement`;

/** What names one spot of stock, as a sample. */
export const spot = (of: string): string => `CONCAT_WS('/', ${of}.location, ${of}.box, ${of}.product, ${of}.lot)`;
