import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const BAR = { lines: 80, functions: 80, statements: 80, branches: 75 };

/** What stands beside the code, and the shape of the whole: quick, for every save and every commit. */
const unit: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'unit',
    include: ['{apps,kernel,modules,scripts,tests/arch}/**/*.test.{ts,tsx}'],
    exclude: ['modules/*/scenarios/**', '**/node_modules/**'],
  },
};

/** Whole stories, every declaration, and trouble, on SQLite. */
const scenarios: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'scenarios',
    include: ['{modules/*/scenarios,tests/contract,tests/scenarios,tests/fault}/**/*.test.ts'],
  },
};

/** What touches the database, once more on MariaDB; the test harness reads `KONTOR_TEST_ENGINE`. */
const mysql: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'mysql',
    include: [
      'kernel/server/**/*.test.ts',
      'modules/*/{server,scenarios}/**/*.test.ts',
      'tests/{contract,scenarios,fault}/**/*.test.ts',
    ],
    env: { KONTOR_TEST_ENGINE: 'mysql' },
    globalSetup: './scripts/services/vitest-mysql.ts',
  },
};

const e2e: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'e2e',
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: './scripts/services/vitest-e2e.ts',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
};

/** `vitest run <path>` shall need no service: the projects that start some run only when `--project` names them. */
const isNamed = (project: TestProjectInlineConfiguration) =>
  process.argv.some((arg, index) => {
    const name = arg === '--project' ? process.argv[index + 1] : arg.replace(/^--project=/, '');
    return arg.startsWith('--project') && name === project.test?.name;
  });

export default defineConfig({
  test: {
    projects: [unit, scenarios, ...[mysql, e2e].filter(isNamed)],
    pool: 'forks',
    maxWorkers: '100%',
    env: { KONTOR_ENV: 'test' },
    // Ends what hangs; how fast something is, benchmarks say. A machine that does much else takes ten times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      reportsDirectory: 'coverage',
      reporter: ['text-summary', 'json-summary', 'html'],
      include: ['{apps,kernel,modules}/**/*.{ts,tsx}'],
      exclude: [
        '**/*.test.{ts,tsx}',
        '**/*.d.ts',
        '**/*.config.ts',
        'modules/*/scenarios/**',
        'kernel/server/testing{.ts,/**}',
      ],
      // Web code is listed, but its proof is tests/e2e.
      thresholds: {
        'kernel/{contract,server}/**/*.ts': BAR,
        'modules/*/{contract,server}/**/*.ts': BAR,
      },
    },
  },
});
