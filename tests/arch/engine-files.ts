import { filesOf, isTest } from './source-files.ts';

/** What every server has, whatever its resources: it is not the engine that turns declarations into behaviour. */
const beside = [
  'contract/decimal',
  'contract/errors',
  'contract/fraction',
  'contract/index',
  'contract/language',
  'contract/module',
  'server/app',
  'server/balance',
  'server/check',
  'server/ctx',
  'server/db',
  'server/events',
  'server/files',
  'server/history',
  'server/http',
  'server/import-export',
  'server/jobs',
  'server/module',
  'server/outbox',
  'server/search',
  'server/sequence',
  'server/testing',
  'server/texts',
  'server/timed',
  'server/trace',
];
/** Of the HTTP folder, what is made from declarations. */
const inside = ['kernel/server/http/resource-routes.ts', 'kernel/server/http/list-query.ts'];

const isBeside = (file: string) =>
  !inside.includes(file) && beside.some((name) => file === `kernel/${name}.ts` || file.startsWith(`kernel/${name}/`));

/** The files that turn a declaration into table, check, route and list: the kernel resource code (design §2 rule 9). */
export const engineFiles = (): string[] =>
  filesOf('kernel/{contract,server}/**/*.ts').filter((file) => !isTest(file) && !isBeside(file));
