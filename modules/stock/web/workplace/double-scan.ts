/** A code as it was read, and whether something was posted by it. */
export interface Reading {
  code: string;
  /** Milliseconds. */
  at: number;
  isPosted: boolean;
}

/** Milliseconds within which nobody scans the same code twice on purpose; longer where it has posted something. */
const between = 700;
const afterPosting = 3_000;

/** A scanner that reads the same code twice, or a finger that stays on its trigger. */
export const isDouble = (last: Reading | null, code: string, now: number): boolean =>
  last !== null && last.code === code && now - last.at < (last.isPosted ? afterPosting : between);
