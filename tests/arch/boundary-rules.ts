import type { IForbiddenRuleType } from 'dependency-cruiser';

/** What the rules need of `modules/<name>/module.ts`. */
export interface Manifest {
  readonly name: string;
  readonly depends: readonly string[];
}

type Pattern = string | string[];

/** Tests, and what only tests use: they may look further than the code beside them. */
const TEST_CODE = String.raw`\.test\.tsx?$|^modules/[^/]+/scenarios/|^kernel/server/testing(/|\.ts$)|^tests/`;
const OUR_CODE = '^(apps|bench|kernel|migrations|modules|scripts|tests)/';
const ANY_DOOR = String.raw`^modules/[^/]+/((contract|server|web)/index\.ts$|module\.ts$|locales/)`;
const WEB_CODE = '^(kernel/web|modules/[^/]+/web|apps/web)/';
const SERVER_CODE = '^(kernel/server|modules/[^/]+/(server|documents)|apps/server)/';
const BUILD_SETTINGS = String.raw`\.config\.ts$`;

function forbid(name: string, comment: string, from: Pattern, to: Pattern, allowed: Pattern = []): IForbiddenRuleType {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: TEST_CODE },
    to: { path: to, pathNot: allowed },
  };
}

/** The rules for one module's own folder, built from what its manifest declares. */
function moduleRules({ name, depends }: Manifest): IForbiddenRuleType[] {
  const own = `^modules/${name}/`;
  const doors = (tiers: string) =>
    depends.length === 0 ? [] : [`^modules/(${depends.join('|')})/(${tiers})/index\\.ts$`];
  return [
    forbid(
      `${name}-contract`,
      'A contract stands on its own contract, kernel/contract and the contract doors of declared dependencies.',
      `${own}contract/`,
      OUR_CODE,
      [`${own}(contract/|module\\.ts$)`, '^kernel/contract/', ...doors('contract')],
    ),
    forbid(
      `${name}-server`,
      'Server code stands on its own module, kernel/server, kernel/contract and the doors of declared dependencies.',
      `${own}(?!contract/|web/|module\\.ts$)`,
      OUR_CODE,
      [`${own}(?!web/)`, '^kernel/(server|contract)/', ...doors('contract|server')],
    ),
    forbid(
      `${name}-web`,
      'Web code stands on its own contract and web, kernel/web, kernel/contract and the doors of declared dependencies.',
      `${own}web/`,
      OUR_CODE,
      [`${own}(contract/|web/|locales/|module\\.ts$)`, '^kernel/(web|contract)/', ...doors('contract|web')],
    ),
    forbid(`${name}-manifest`, 'A manifest is pure data.', `${own}module\\.ts$`, '.'),
    {
      name: `${name}-doors`,
      comment: 'Other modules are used through their doors, in tests too.',
      severity: 'error',
      from: { path: own },
      to: { path: '^modules/', pathNot: [own, ANY_DOOR] },
    },
  ];
}

const KERNEL_RULES: IForbiddenRuleType[] = [
  {
    name: 'kernel-knows-no-module',
    comment: 'Everything stands on the kernel; it knows no module and no app, in its tests neither.',
    severity: 'error',
    from: { path: '^kernel/' },
    to: { path: '^(apps|modules)/' },
  },
  forbid('kernel-contract', 'kernel/contract runs anywhere.', '^kernel/contract/', '^kernel/', '^kernel/contract/'),
  forbid('kernel-web', 'The browser gets no server code.', '^kernel/web/', '^kernel/server/'),
  forbid('kernel-server', 'The server needs no web code.', '^kernel/server/', '^kernel/web/'),
];

const APP_RULES: IForbiddenRuleType[] = [
  forbid('apps-web', 'The browser gets no server code.', '^apps/web/', SERVER_CODE),
  forbid('apps-server', 'The server needs no web code.', '^apps/server/', WEB_CODE),
  {
    name: 'doors-only',
    comment: 'From outside, a module is used through its three doors.',
    severity: 'error',
    from: { path: '^(apps|bench|scripts|tests)/' },
    to: { path: '^modules/', pathNot: ANY_DOOR },
  },
  {
    name: 'legacy-simulator-stands-alone',
    comment: 'It plays a foreign system: sharing code with Kontor would share its mistakes.',
    severity: 'error',
    from: { path: '^apps/legacy-simulator/' },
    to: { path: OUR_CODE, pathNot: '^apps/legacy-simulator/' },
  },
  forbid(
    'migrations-stand-still',
    'A migration must not change when a module does.',
    '^migrations/',
    '^(modules|apps)/',
  ),
];

const RUNTIME_RULES: IForbiddenRuleType[] = [
  {
    name: 'runs-anywhere',
    comment: 'Contracts and web code run in the browser, where Node has no modules.',
    severity: 'error',
    from: {
      path: ['^kernel/(contract|web)/', '^modules/[^/]+/(contract|web)/', '^apps/web/'],
      pathNot: [TEST_CODE, BUILD_SETTINGS],
    },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'server-runs-without-development-packages',
    comment: 'A production installation leaves devDependencies out.',
    severity: 'error',
    from: {
      path: [
        '^kernel/(contract|server)/',
        '^modules/[^/]+/(contract|server|documents)/',
        '^apps/server/',
        '^migrations/',
      ],
      pathNot: TEST_CODE,
    },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  forbid(
    'the-kernel-keeps-the-clock',
    'Work by the clock is declared (`timed` in `defineServer`): started, stopped and kept from overlapping in one place.',
    '^(apps|modules)/',
    '^node_modules/croner/',
  ),
  {
    name: 'testing-stays-in-tests',
    comment: 'Nothing that is shipped stands on test code.',
    severity: 'error',
    from: { path: '^(apps|kernel|modules)/', pathNot: TEST_CODE },
    to: { path: TEST_CODE },
  },
  {
    name: 'no-cycles',
    comment:
      'Files that need each other are one thing cut in two. Types alone may point back: they are gone at run time. So may a lazy import: it is followed when both files have long been there.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
  },
  {
    name: 'resolvable',
    comment: 'A rule cannot hold for an import that leads nowhere.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: ['^virtual:', String.raw`\?`] },
  },
];

/** The house rules on who may import whom, for the modules that the manifests declare. */
export function boundaryRules(manifests: readonly Manifest[]): IForbiddenRuleType[] {
  return [...manifests.flatMap(moduleRules), ...KERNEL_RULES, ...APP_RULES, ...RUNTIME_RULES];
}
