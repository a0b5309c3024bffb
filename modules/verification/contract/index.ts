import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';

/** Seeing whether the books are sound, and having them looked through. */
export const verifiesBooks = 'verification.books:verify';
export const verifyJob = 'verification.verify';
export const booksBroken = 'verification.booksBroken';

/** Something that must never be otherwise; `count` rows of it are, 0 is good. */
export interface Finding {
  /** `I1` … `I12`. */
  invariant: string;
  /** For whoever mends it, in English. */
  description: string;
  count: number;
  sample: string;
}
export interface Verification {
  /** The last run that came to its end; null: there was none. */
  finishedAt: string | null;
  isRunning: boolean;
  findings: Finding[];
}

export const verificationContract = defineContract(module, {
  permissions: [verifiesBooks],
  notices: [{ kind: booksBroken, level: 'critical', permission: verifiesBooks }],
});
