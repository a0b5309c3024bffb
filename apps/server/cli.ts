import { parseArgs } from 'node:util';
import { AppError } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import { strictnesses } from '#kernel/server/import-export/import.ts';
import { rebuildSearch, staleResources } from '#kernel/server/search/rebuild.ts';
import { createToken, createUser } from '#modules/identity/server/index.ts';
import { runLegacyImport } from '#modules/legacy/server/index.ts';
import { runQuality } from '#modules/quality/server/index.ts';
import { verify } from '#modules/verification/server/index.ts';
import { composeApp } from './compose.ts';
import { readConfig } from './config.ts';
import { generatePassword } from './demo/generate-password.ts';

const usage = `kontor <command>

  migrate                                             bring the database to the present
  demo                                                run Kontor with a sample company
  user create --username U --name "Display name" --role R [--role R …] [--password P] [--language de|en]
  token create --user U --name N --scope S [--scope S …] [--days 365]
  legacy import --families --variants [--dry-run] [--limit N] [--update-relationships]
                [--strictness=errors|warnings|stop]
  quality [--json] [--only=rule,rule …]               what is missing or contradictory in the master data
  search rebuild [--resource R] [--stale]             make the search index anew; --stale: only where it is out of date
  verify                                              look for broken invariants of the books

Settings come from the environment; see the README.`;

type Command = (app: App, args: string[]) => Promise<number>;
const print = (line: string) => console.log(line);

const createUserCommand: Command = async (app, args) => {
  const { values } = parseArgs({
    args,
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', multiple: true },
      password: { type: 'string' },
      language: { type: 'string' },
    },
  });
  if (!values.username || !values.role) return misuse();
  const password = values.password ?? generatePassword();
  const language = values.language === 'en' ? 'en' : 'de';
  await createUser(app.systemCtx('cli'), {
    username: values.username,
    displayName: values.name ?? values.username,
    roles: values.role,
    password,
    language,
  });
  print(`user ${values.username} created`);
  if (!values.password) print(`password: ${password}`);
  return 0;
};

const createTokenCommand: Command = async (app, args) => {
  const { values } = parseArgs({
    args,
    options: {
      user: { type: 'string' },
      name: { type: 'string', default: 'cli' },
      scope: { type: 'string', multiple: true, default: ['*'] },
      days: { type: 'string', default: '365' },
    },
  });
  if (!values.user) return misuse();
  const { token } = await createToken(app.systemCtx('cli'), {
    username: values.user,
    name: values.name,
    scopes: values.scope,
    expiresInDays: Number(values.days),
  });
  print(token);
  return 0;
};

const legacyImportCommand: Command = async (app, args) => {
  const { values } = parseArgs({
    args,
    options: {
      families: { type: 'boolean', default: false },
      variants: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      strictness: { type: 'string', default: 'errors' },
      limit: { type: 'string' },
      'update-relationships': { type: 'boolean', default: false },
    },
  });
  const limit = values.limit === undefined ? undefined : Number(values.limit);
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) return misuse();
  const strictness = strictnesses.find((one) => one === values.strictness);
  if (!strictness) return misuse();
  const options = {
    families: values.families,
    variants: values.variants,
    dryRun: values['dry-run'],
    strictness,
    updateRelationships: values['update-relationships'],
    ...(limit !== undefined && { limit }),
  };
  if (!options.families && !options.variants && !options.updateRelationships) return misuse();
  return runLegacyImport(app, options, print);
};

const qualityCommand: Command = (app, args) => {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
  });
  const only = values.only?.split(',').map((code) => code.trim());
  return runQuality(app, { json: values.json, ...(only && { only }) }, print);
};

const rebuildSearchCommand: Command = async (app, args) => {
  const { values } = parseArgs({
    args,
    options: { resource: { type: 'string' }, stale: { type: 'boolean', default: false } },
  });
  const searched = app.resources.filter(({ resource }) => resource.search.length > 0);
  const stale = values.stale ? await staleResources(app) : null;
  const chosen = searched.filter(
    ({ resource: { name } }) => (!values.resource || values.resource === name) && (stale?.includes(name) ?? true),
  );
  if (values.resource && !searched.some(({ resource }) => resource.name === values.resource)) return misuse();
  for (const served of chosen)
    print(`${served.resource.name}: ${await rebuildSearch(app.systemCtx('cli'), served)} records`);
  return 0;
};

const verifyCommand: Command = async (app) => {
  const findings = await verify(app.engine);
  for (const { invariant, description, count, sample } of findings)
    print(
      `${count === 0 ? 'ok  ' : 'FAIL'} ${invariant} ${description}${count === 0 ? '' : `: ${count}, e.g. ${sample}`}`,
    );
  return findings.some(({ count }) => count > 0) ? 1 : 0;
};

function misuse(): number {
  console.error(usage);
  return 2;
}

const commands: Record<string, Command> = {
  migrate: async () => {
    print('the database is at the present');
    return 0;
  },
  'user create': createUserCommand,
  'token create': createTokenCommand,
  'legacy import': legacyImportCommand,
  quality: qualityCommand,
  'search rebuild': rebuildSearchCommand,
  verify: verifyCommand,
};

async function main(args: string[]): Promise<number> {
  if (args[0] === 'demo') {
    await import('./demo/main.ts');
    return -1;
  }
  const words = commands[`${args[0]} ${args[1]}`] ? 2 : 1;
  const command = commands[args.slice(0, words).join(' ')];
  if (!command) return misuse();
  const app = await composeApp({ ...readConfig(), logLevel: 'warn' });
  try {
    return await command(app, args.slice(words));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(
      app.texts.say('en', `error.${error.code}`, error.params),
      ...error.fields.map(({ path, code }) => `(${path}: ${code})`),
    );
    return 1;
  } finally {
    await app.close();
  }
}

const status = await main(process.argv.slice(2));
if (status >= 0) process.exitCode = status;
