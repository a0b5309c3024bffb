import { defineResource, f } from '#kernel/contract/index.ts';

/** What a run brings over. `relationships` only links variants anew and reads nothing from the source. */
export const importKinds = ['families', 'variants', 'relationships'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Whether a row of the source was left out (`error`) or came over with something to look at (`warning`). */
export const severities = ['error', 'warning'] as const;

const count = { default: 0, readOnly: true } as const;
const group = <const O extends object>(name: string, options: O) => ({ ...options, group: name });

/** One run over one table of the 4D server, with everything it has to say; kept as history. */
export const importRun = defineResource({
  name: 'legacy.importRun',
  path: 'legacy/import-runs',
  title: 'number',
  operations: [],
  fields: {
    number: f.text({ required: true, unique: true, readOnly: true, max: 20, list: true, group: 'run' }),
    kind: f.choice(importKinds, { required: true, readOnly: true, list: true, group: 'run' }),
    state: f.state(['running', 'succeeded', 'partial', 'failed'], { list: true, group: 'run' }),
    dryRun: f.bool({ readOnly: true, list: true, group: 'run' }),
    rowLimit: f.int({ readOnly: true, group: 'run' }),
    startedAt: f.dateTime({ required: true, readOnly: true, list: true, group: 'run' }),
    finishedAt: f.dateTime({ readOnly: true, filter: true, group: 'run' }),
    user: f.ref('identity.user', { readOnly: true, list: true, group: 'run' }),
    /** Code and parameters of what ended the run; null unless it failed. */
    error: f.text({ readOnly: true, max: 80, filter: true, group: 'run' }),
    errorParams: f.json({ readOnly: true, group: 'run' }),
    /** Sign of life of the process at work. */
    aliveAt: f.dateTime({ readOnly: true, trace: true, group: 'run' }),
    read: f.int(group('counts', { ...count, list: true })),
    created: f.int(group('counts', { ...count, list: true })),
    updated: f.int(group('counts', { ...count, list: true })),
    unchanged: f.int(group('counts', { ...count, list: true })),
    failed: f.int(group('counts', { ...count, list: true })),
    warnings: f.int(group('counts', { ...count, filter: true })),
    /** Variants that have a parent after the run; by key, by base number, else by hand. */
    linked: f.int(group('links', { ...count, filter: true })),
    linkedByKey: f.int(group('links', { ...count, filter: true })),
    linkedBySku: f.int(group('links', { ...count, filter: true })),
    /** Variants without parent; those with an empty key are among them. */
    orphans: f.int(group('links', { ...count, filter: true })),
    orphansWithoutKey: f.int(group('links', { ...count, filter: true })),
    rows: f.lines(
      {
        severity: f.choice(severities, { required: true }),
        /** `__KEY` of the row in the source; null for what concerns the whole table. */
        sourceKey: f.text({ max: 64 }),
        sku: f.text({ max: 60 }),
        /** The column of the 4D table where it can be put right. */
        field: f.text({ max: 80 }),
        /** What stands there. */
        value: f.text({ max: 200 }),
        code: f.text({ required: true, max: 80 }),
        params: f.json(),
      },
      { readOnly: true, group: 'report' },
    ),
  },
});
