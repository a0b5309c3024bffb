import { type Fields, f } from '#kernel/contract/index.ts';

/** What can be done about many findings at once, and what the user is asked first. */
export const fixInputs = {
  /** Puts all into one category. */
  assignCategory: { category: f.ref('catalog.category', { required: true }) },
  /** Takes the field the rule is about from the parent product. */
  takeFromParent: {},
  /** Takes the field the rule is about from the other variants of the family. */
  takeFromFamily: { ifDifferent: f.choice(['skip', 'lowest', 'highest'], { required: true, default: 'skip' }) },
  /** Links a variant to the parent its key names, else to the one with its base number. */
  linkToParent: {},
  /** Writes the other language's text where one is missing, marked as not yet translated. */
  copyTranslation: {},
  /** The variant is no longer sold. */
  stopSelling: {},
  archive: {},
} as const satisfies Record<string, Fields>;
export type FixCode = keyof typeof fixInputs;
export const fixCodes = Object.keys(fixInputs) as FixCode[];

/** A name that begins with this was copied from the other language and waits for its translation. */
export const copiedFrom = { de: '[de] ', en: '[en] ' } as const;

/** A fix of more rows than this runs as a job, in transactions of as many. */
export const rowsAtOnce = 500;
/** Most rows that one preview shows. */
export const mostPreviewed = 5000;
