/**
 * `npm test`: the whole proof, on a machine that has only Node and Debian. Starts (and where it can installs) the real
 * services, builds the web, runs the static checks and every test. The last line is `N passed, N failed`; a step that
 * is no test, such as lint, counts as one failure.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { startServices } from './services/start-services.ts';
import { describeResult, root, runStep, type Step, type StepResult, staticChecks } from './steps.ts';

interface Tally {
  passed: number;
  failed: number;
}

/** The part of Vitest's JSON report that is counted. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** What did not pass, to be told once more at the end, where a log that was cut still shows it. */
interface Failure {
  title: string;
  reason: string;
}

/** Of a long reason, the part that is told again; all of it stands where the test ran. */
const REASON_LENGTH = 1200;

const reports = mkdtempSync(join(tmpdir(), 'kontor-reports-'));
const tally: Tally = { passed: 0, failed: 0 };
const summary: string[] = [];
const failures: Failure[] = [];

function heading(name: string): void {
  console.log(`\n━━ ${name} ${'━'.repeat(Math.max(0, 100 - name.length))}`);
}

function record(result: StepResult, counted: Tally = { passed: 0, failed: result.ok ? 0 : 1 }): void {
  tally.passed += counted.passed;
  tally.failed += counted.failed;
  const tests = counted.passed > 0 ? `  ${counted.passed} passed, ${counted.failed} failed` : '';
  summary.push(`${describeResult(result)}${tests}`);
}

/** Counts a report and notes what failed. A file that cannot even be loaded counts as one failure; so does a run that fails with no test failing. */
function countReport(file: string, ok: boolean): Tally {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const broken = report.testResults.filter((test) => test.status === 'failed' && test.assertionResults.length === 0);
    const failed = report.numFailedTests + broken.length;
    for (const { name, message } of broken) failures.push({ title: relative(root, name), reason: message });
    for (const { name, assertionResults } of report.testResults)
      for (const { status, fullName, failureMessages } of assertionResults)
        if (status === 'failed')
          failures.push({ title: `${relative(root, name)} > ${fullName}`, reason: failureMessages.join('\n') });
    return { passed: report.numPassedTests, failed: ok ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function runTests(projects: string[], env: Record<string, string>, ...options: string[]): Promise<void> {
  const name = `${projects.join(', ')} tests`;
  heading(name);
  const report = join(reports, `${projects.join('-')}.json`);
  const step: Step = {
    name,
    command: [
      'vitest',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...options,
    ],
    env,
    limitMinutes: 14,
  };
  const result = await runStep(step, 'streamed');
  record(result, countReport(report, result.ok));
}

async function runStaticChecks(): Promise<void> {
  heading('static checks');
  for (const result of await Promise.all(staticChecks.map((step) => runStep(step, 'collected')))) {
    console.log(describeResult(result));
    if (!result.ok) console.log(result.output.trim());
    record(result);
  }
}

async function buildWeb(): Promise<void> {
  heading('build');
  record(await runStep({ name: 'build', command: ['npm', 'run', 'build'] }, 'streamed'));
}

async function runServiceTests(): Promise<void> {
  heading('services');
  const begin = performance.now();
  const result = (ok: boolean) => ({ name: 'services', ok, seconds: (performance.now() - begin) / 1000, output: '' });
  try {
    const { env, stop } = await startServices(['mariadb', 'redis', 'chromium']);
    record(result(true));
    console.log(`${Object.keys(env).join(', ')} are ready`);
    try {
      await runTests(['mysql'], env);
      await runTests(['e2e'], env);
    } finally {
      await stop();
    }
  } catch (error) {
    console.error(error);
    record(result(false));
  }
}

try {
  await runStaticChecks();
  await buildWeb();
  await runTests(['unit', 'scenarios'], {}, '--coverage');
  await runServiceTests();
} finally {
  rmSync(reports, { recursive: true, force: true });
}

if (failures.length > 0) heading('what failed');
for (const { title, reason } of failures) console.log(`✘ ${title}\n${reason.trim().slice(0, REASON_LENGTH)}\n`);
heading('summary');
console.log(summary.join('\n'));
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
