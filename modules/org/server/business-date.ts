/** The company's day: all its places lie in one zone (first-user.md). */
const companyZone = 'Europe/Berlin';
const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: companyZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Instant (epoch ms) → business date there, ISO. */
export const businessDate = (instant: number): string => formatter.format(instant);

/** A business date some days later (or earlier, when negative). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
