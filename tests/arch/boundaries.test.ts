import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { allExtensions, cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boundaryRules } from './boundary-rules.ts';
import { cruiseSettings } from './cruise-settings.ts';

/** A small house in which `sales` declares `party`, and `party` and `stock` declare nothing. */
const manifests = [
  { name: 'party', depends: [] },
  { name: 'sales', depends: ['party'] },
  { name: 'stock', depends: [] },
];

/** Each line is one import, from → to, and the rules that it breaks. */
const violations: [from: string, to: string, ...rules: string[]][] = [
  ['modules/sales/contract/bad-own-server.ts', '#modules/sales/server/index.ts', 'sales-contract'],
  ['modules/sales/contract/bad-kernel.ts', '#kernel/server/db.ts', 'sales-contract'],
  ['modules/sales/contract/bad-server-door.ts', '#modules/party/server/index.ts', 'sales-contract'],
  ['modules/sales/contract/bad-inner.ts', '#modules/party/contract/party.ts', 'sales-contract', 'sales-doors'],
  ['modules/sales/contract/bad-undeclared.ts', '#modules/stock/contract/index.ts', 'sales-contract'],
  ['modules/sales/contract/bad-app.ts', '#apps/server/main.ts', 'sales-contract'],
  ['modules/sales/contract/bad-core.ts', 'node:fs', 'runs-anywhere'],
  ['modules/sales/server/bad-web.ts', '#modules/sales/web/index.ts', 'sales-server'],
  ['modules/sales/server/bad-kernel.ts', '#kernel/web/page.tsx', 'sales-server'],
  ['modules/sales/server/bad-inner.ts', '#modules/party/server/find-party.ts', 'sales-server', 'sales-doors'],
  ['modules/sales/server/bad-web-door.ts', '#modules/party/web/index.ts', 'sales-server'],
  ['modules/sales/server/bad-undeclared.ts', '#modules/stock/server/index.ts', 'sales-server'],
  ['modules/sales/server/bad-type.ts', 'type #modules/stock/server/index.ts', 'sales-server'],
  ['modules/sales/server/bad-lazy.ts', 'lazy #modules/stock/server/index.ts', 'sales-server'],
  ['modules/sales/server/bad-development.ts', 'development-only', 'server-runs-without-development-packages'],
  ['modules/sales/server/bad-clock.ts', 'croner', 'the-kernel-keeps-the-clock'],
  ['modules/sales/server/bad-testing.ts', '#kernel/server/testing/start.ts', 'testing-stays-in-tests'],
  ['modules/sales/documents/bad-undeclared.ts', '#modules/stock/contract/index.ts', 'sales-server'],
  ['modules/sales/web/bad-server.ts', '#modules/sales/server/index.ts', 'sales-web'],
  ['modules/sales/web/bad-kernel.ts', '#kernel/server/db.ts', 'sales-web'],
  ['modules/sales/web/bad-server-door.ts', '#modules/party/server/index.ts', 'sales-web'],
  ['modules/sales/web/bad-undeclared.ts', '#modules/stock/web/index.ts', 'sales-web'],
  ['modules/sales/web/bad-core.ts', 'node:path', 'runs-anywhere'],
  ['modules/sales/scenarios/bad-inner.test.ts', '#modules/stock/server/move-stock.ts', 'sales-doors'],
  ['modules/sales/server/bad-inner.test.ts', '#modules/party/server/find-party.ts', 'sales-doors'],
  ['modules/stock/module.ts', '#kernel/contract/index.ts', 'stock-manifest'],
  ['kernel/server/bad-module.ts', '#modules/party/contract/index.ts', 'kernel-knows-no-module'],
  ['kernel/server/bad-module.test.ts', '#modules/party/contract/index.ts', 'kernel-knows-no-module'],
  ['kernel/server/bad-app.ts', '#apps/server/main.ts', 'kernel-knows-no-module'],
  ['kernel/server/bad-web.ts', '#kernel/web/page.tsx', 'kernel-server'],
  ['kernel/contract/bad-server.ts', '#kernel/server/db.ts', 'kernel-contract'],
  ['kernel/contract/bad-web.ts', '#kernel/web/page.tsx', 'kernel-contract'],
  ['kernel/web/bad-server.ts', '#kernel/server/db.ts', 'kernel-web'],
  ['kernel/server/bad-cycle.ts', './cycle-half.ts', 'no-cycles'],
  ['kernel/server/bad-nowhere.ts', './not-there.ts', 'resolvable'],
  ['apps/web/bad-server.ts', '#kernel/server/db.ts', 'apps-web'],
  ['apps/web/bad-server-door.ts', '#modules/party/server/index.ts', 'apps-web'],
  ['apps/server/bad-web.ts', '#modules/party/web/index.ts', 'apps-server'],
  ['apps/server/bad-inner.ts', '#modules/party/server/find-party.ts', 'doors-only'],
  ['scripts/bad-inner.ts', '#modules/party/server/find-party.ts', 'doors-only'],
  ['apps/legacy-simulator/bad-kernel.ts', '#kernel/contract/index.ts', 'legacy-simulator-stands-alone'],
  ['apps/legacy-simulator/bad-door.ts', '#modules/party/contract/index.ts', 'legacy-simulator-stands-alone'],
  ['migrations/bad-module.ts', '#modules/party/server/index.ts', 'migrations-stand-still'],
];

const allowed: [from: string, to: string][] = [
  ['kernel/contract/index.ts', 'production-package'],
  ['kernel/server/cycle-half.ts', './bad-cycle.ts'],
  ['kernel/server/db.ts', '#kernel/contract/index.ts'],
  ['kernel/server/timed.ts', 'croner'],
  ['kernel/server/db.test.ts', '#kernel/server/testing/start.ts'],
  ['kernel/server/testing/start.ts', 'development-only'],
  ['kernel/web/page.tsx', 'development-only'],
  ['modules/party/module.ts', ''],
  ['modules/party/contract/party.ts', '#kernel/contract/index.ts'],
  ['modules/party/contract/index.ts', './party.ts'],
  ['modules/party/server/find-party.ts', '#kernel/server/db.ts'],
  ['modules/party/server/index.ts', './find-party.ts'],
  ['modules/party/web/index.ts', '#kernel/web/page.tsx'],
  ['modules/sales/module.ts', ''],
  ['modules/sales/contract/index.ts', '#modules/party/contract/index.ts'],
  ['modules/sales/server/index.ts', '#modules/party/server/index.ts'],
  ['modules/sales/server/other.ts', 'node:fs'],
  ['modules/sales/server/other.test.ts', '#modules/stock/server/index.ts'],
  ['modules/sales/scenarios/story.test.ts', '#kernel/server/testing/start.ts'],
  ['modules/sales/web/index.ts', '#modules/party/web/index.ts'],
  ['modules/stock/contract/index.ts', '../module.ts'],
  ['modules/stock/server/move-stock.ts', 'type ./index.ts'],
  ['modules/stock/server/index.ts', './move-stock.ts'],
  ['modules/stock/web/index.ts', '#modules/stock/contract/index.ts'],
  ['apps/server/main.ts', '#modules/sales/server/index.ts'],
  ['apps/web/main.tsx', 'lazy #modules/sales/web/index.ts'],
  ['apps/web/vite.config.ts', 'node:url'],
  ['apps/legacy-simulator/main.ts', 'node:http'],
  ['tests/contract/every-resource.test.ts', '#apps/server/main.ts'],
];

function importLine(to: string): string {
  if (to === '') return 'export {};';
  const [, kind, target] = /^(type |lazy )?(.*)$/.exec(to) ?? [];
  if (kind === 'type ') return `import type * as target from '${target}';`;
  return kind === 'lazy ' ? `export const target = () => import('${target}');` : `export * from '${target}';`;
}

function writePackage(folder: string, manifest: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', version: '1.0.0', ...manifest }));
}

describe('PRD-GEN-02 the boundary rules', () => {
  const house = mkdtempSync(join(tmpdir(), 'kontor-boundaries-'));
  const found = new Map<string, string[]>();

  beforeAll(async () => {
    writePackage(house, {
      imports: { '#kernel/*': './kernel/*', '#modules/*': './modules/*', '#apps/*': './apps/*' },
      dependencies: { 'production-package': '1.0.0', croner: '1.0.0' },
      devDependencies: { 'development-only': '1.0.0' },
    });
    for (const name of ['production-package', 'croner', 'development-only']) {
      const folder = join(house, 'node_modules', name);
      writePackage(folder, { name, exports: './index.js' });
      writeFileSync(join(folder, 'index.js'), 'export {};');
    }
    for (const [from, to] of [...violations, ...allowed]) {
      mkdirSync(join(house, dirname(from)), { recursive: true });
      writeFileSync(join(house, from), importLine(to));
    }
    const { output } = await cruise(['apps', 'kernel', 'migrations', 'modules', 'scripts', 'tests'], {
      ...cruiseSettings,
      baseDir: house,
      ruleSet: { forbidden: boundaryRules(manifests) },
      validate: true,
    });
    for (const { from, rule } of (output as ICruiseResult).summary.violations) {
      found.set(from, [...(found.get(from) ?? []), rule.name]);
    }
  }, 60_000);

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it('can be checked: dependency-cruiser has a compiler that reads TypeScript', () => {
    const readable = allExtensions.filter(({ available }) => available).map(({ extension }) => extension);
    expect(readable).toEqual(expect.arrayContaining(['.ts', '.tsx']));
  });

  it.each(violations)('refuse %s → %s', (from, _to, ...rules) => {
    expect(found.get(from)?.toSorted()).toEqual(rules.toSorted());
  });

  it.each(allowed)('allow %s → %s', (from) => {
    expect(found.get(from)).toBeUndefined();
  });

  it('are each proven by a violation', () => {
    const kindOf = (rule = '') => rule.replace(/^(party|sales|stock)-/, 'module-');
    const proven = new Set(violations.flatMap(([, , ...rules]) => rules.map(kindOf)));
    const rules = boundaryRules(manifests).map((rule) => kindOf(rule.name));
    expect(rules.filter((rule) => !proven.has(rule))).toEqual([]);
  });
});
