const day = 24 * 60 * 60 * 1000;

/** Days from `today` to the due date, both ISO dates; negative = overdue. */
export const daysUntil = (dueDate: string, today: string): number =>
  Math.round((Date.parse(`${dueDate}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / day);
