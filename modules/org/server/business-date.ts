/** The company's day: all its places lie in one zone (first-user.md). */
export const companyZone = 'Europe/Berlin';
const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: companyZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const minute = 60_000;
let latest = { minute: -1, day: '' };

/** Instant (epoch ms) → business date there, ISO. Asked for with every document: the answer of a minute is kept. */
export function businessDate(instant: number): string {
  const now = Math.floor(instant / minute);
  if (latest.minute !== now) latest = { minute: now, day: formatter.format(instant) };
  return latest.day;
}

/** A business date some days later (or earlier, when negative). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
