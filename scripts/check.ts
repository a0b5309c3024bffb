/**
 * `npm run check`: everything that needs no service, side by side: types, lint and format, boundaries, unused code and
 * the unit tests. Shows only what failed. Further arguments name steps: `npm run check -- types boundaries`.
 */
import { describeResult, runStep, type Step, staticChecks } from './steps.ts';

const steps: readonly Step[] = [
  ...staticChecks,
  { name: 'unit tests', command: ['vitest', 'run', '--project', 'unit', '--reporter=dot', '--silent=passed-only'] },
];
const wanted = process.argv.slice(2);
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));

const results = await Promise.all(
  chosen.map(async (step) => {
    const result = await runStep(step, 'collected');
    if (!result.ok) console.log(`\n── ${step.name} ${'─'.repeat(80 - step.name.length)}\n${result.output.trim()}`);
    return result;
  }),
);

console.log(`\n${results.map(describeResult).join('\n')}`);
const failed = results.filter(({ ok }) => !ok).length;
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${results.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
