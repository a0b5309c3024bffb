import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import PO from 'pofile';
import { afterAll, describe, expect, it } from 'vitest';
import { modules } from '#apps/server/modules.ts';
import { kernelErrors, type Language, languages } from '#kernel/contract/index.ts';
import { createApp } from '#kernel/server/app.ts';
import { openSqlite } from '#kernel/server/db/sqlite.ts';
import { importJob } from '#kernel/server/import-export/import-job.ts';
import { loadTexts } from '#kernel/server/texts.ts';
import { identityPort } from '#modules/identity/server/index.ts';
import { nodesOf } from '../../scripts/syntax-tree.ts';
import { messagesUsedIn } from '../arch/message-ids-in-code.ts';
import { filesOf, isTest, root, textOf } from '../arch/source-files.ts';
import { codesGivenBy, errorParams } from './error-params.ts';
import { expectedLabels } from './expected-labels.ts';
import { messageArguments } from './message-arguments.ts';

const foldersOf = (pattern: string) => filesOf(pattern).map((file) => join(root, file, '..'));
const texts = loadTexts(foldersOf('{apps,kernel,modules}/**/locales/de.po'));
/** The folders of which every id follows from a declaration or stands in a module's code; the web's are named by its own code. */
const declared = loadTexts(foldersOf('{kernel,modules/*}/locales/de.po'));

const app = createApp({
  engine: openSqlite(':memory:'),
  modules,
  identity: identityPort,
  texts,
  logger: pino({ level: 'silent' }),
  dataDir: tmpdir(),
});
afterAll(() => app.engine.close());

const errorCodes = [kernelErrors, ...app.contracts.flatMap(({ errors }) => errors)].flatMap(({ codes }) => codes);
const warningCodes = app.contracts.flatMap(({ warnings }) => warnings).flatMap(({ codes }) => codes);
const { required, optional } = expectedLabels({
  contracts: app.contracts,
  permissions: app.permissions,
  jobKinds: [importJob, ...modules.flatMap(({ jobs }) => jobs)].map(({ kind }) => kind),
  errorCodes,
  warningCodes,
});

/** Messages as the translator wrote them. */
const sourcesOf = (language: Language): ReadonlyMap<string, string> =>
  new Map(
    filesOf(`{kernel,modules/*}/locales/${language}.po`)
      .flatMap((file) => PO.parse(textOf(file)).items)
      .map(({ msgid, msgstr }) => [msgid, msgstr.join('')]),
  );

describe('what the application has to say about itself', () => {
  it('is worked out from the real declarations', () => {
    expect(required).toEqual(
      expect.arrayContaining([
        'module.sales',
        'sales.order.plural',
        'sales.order.field.lines.quantity',
        'sales.order.value.state.confirmed',
        'sales.order.verb.cancel.field.reason',
        'sales.order.verb.deliver.confirm',
        'sales.order.group.terms',
        'invoicing.invoice.value.method.cash',
        'party.customer.value.addresses.kind.billing',
        'permission.catalog.variant:purchasePrice',
        'permission.data:import',
        'error.kernel.staleVersion',
        'error.stock.insufficientStock',
        'warning.party.vatIdMissing',
      ]),
    );
    expect(required).not.toContain('permission.sales.order:confirm');
  });

  it.each(languages)('PRD-I18-49 is said in %s', (language) => {
    expect(required.filter((id) => !texts.has(language, id))).toEqual([]);
  });

  it.each(languages)('names the record in every question that it asks in %s', (language) => {
    const questions = required.filter((id) => /\.verb\.\w+\.confirm$/.test(id));
    expect(questions.length).toBeGreaterThan(4);
    const named = questions.filter((id) => texts.say(language, id, { title: 'A2026-00042' }).includes('A2026-00042'));
    expect(questions).toEqual(named);
  });
});

describe('PRD-I18-18 the catalogues of kernel and modules', () => {
  const code = filesOf('{kernel/server,modules}/**/*.{ts,tsx}')
    .filter((file) => !isTest(file) && !file.startsWith('kernel/server/testing/'))
    .map((file) => ({ file, code: textOf(file) }));
  const ofModules = code.filter(({ file }) => file.startsWith('modules/'));

  it.each(languages)('say nothing in %s that nobody asks for', (language) => {
    const literals = new Set(
      code.flatMap(({ file, code: text }) =>
        nodesOf(file, text).flatMap(({ type, value }) => (type === 'Literal' ? [value] : [])),
      ),
    );
    const prefixes = ofModules.flatMap(({ file, code: text }) => messagesUsedIn(file, text).prefixes);
    /** `<resource>.tab.<name>` and `<module>.home.<name>`, by the names in the web doors. */
    const isSlot = (id: string) => /\.(tab|home)\.\w+$/.test(id) && literals.has(id.split('.').at(-1));
    /** What one does at a work place, beside the title of its page. */
    const isTile = (id: string) => literals.has(id.replace(/\.tile$/, '.title'));
    const known = new Set([...required, ...optional]);
    const dead = declared
      .ids(language)
      .filter(
        (id) =>
          !known.has(id) &&
          !literals.has(id) &&
          !isSlot(id) &&
          !isTile(id) &&
          !prefixes.some((prefix) => id.startsWith(prefix)),
      );
    expect(dead).toEqual([]);
  });

  it.each(languages)('ask in %s for no value that the code does not pass with the error', (language) => {
    const sources = sourcesOf(language);
    const passed = errorParams(code, [...errorCodes, ...warningCodes]);
    expect([...(passed.get('stock.insufficientStock') ?? [])].sort()).toEqual(['available', 'product']);
    const unknown = (level: string, codes: readonly string[]) =>
      codes.flatMap((one) =>
        messageArguments(sources.get(`${level}.${one}`) ?? '')
          .filter((name) => !passed.get(one)?.has(name))
          .map((name) => `${level}.${one}: {${name}}`),
      );
    expect([...unknown('error', errorCodes), ...unknown('warning', warningCodes)]).toEqual([]);
  });

  it('PRD-VAL-25 PRD-VAL-06 hold a sentence for every code that a rule may give, as an error or as a warning', () => {
    const given = code.flatMap(({ file, code: text }) =>
      nodesOf(file, text).flatMap((node) => codesGivenBy(node).map((one) => ({ ...one, file }))),
    );
    const undeclared = (method: string, codes: readonly string[]) =>
      given.filter((one) => one.method === method && !codes.includes(one.code));
    expect(given.filter(({ method }) => method === 'fail').length).toBeGreaterThan(10);
    expect(given.filter(({ method }) => method === 'warn').length).toBeGreaterThan(2);
    expect([...undeclared('fail', errorCodes), ...undeclared('warn', warningCodes)]).toEqual([]);
  });
});
