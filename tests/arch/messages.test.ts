import { compileMessage } from '@lingui/message-utils/compileMessage';
import PO from 'pofile';
import { describe, expect, it } from 'vitest';
import { messagesUsedIn } from './message-ids-in-code.ts';
import { filesOf, isTest, textOf } from './source-files.ts';

const LANGUAGES = ['de', 'en'] as const;
type Catalogue = Map<string, string>;

function readCatalogue(file: string): Catalogue {
  const items = PO.parse(textOf(file)).items.filter((item) => !item.obsolete);
  return new Map(items.map((item) => [item.msgid, item.msgstr.join('')]));
}

/** The names of the values that an ICU message wants, sorted. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const collect = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [name, , forms] = token;
      names.add(String(name));
      if (typeof forms === 'object' && forms !== null) Object.values(forms).forEach(collect);
    }
  };
  collect(compileMessage(message));
  return [...names].sort();
}

const folders = [
  ...new Set(filesOf('{apps,kernel,modules}/**/locales/*.po').map((file) => file.replace(/\/[^/]+$/, ''))),
];
const catalogues = folders.map((folder) => {
  const existing = filesOf(`${folder}/*.po`).map((file) => file.slice(folder.length + 1, -'.po'.length));
  const read = (language: string): Catalogue =>
    existing.includes(language) ? readCatalogue(`${folder}/${language}.po`) : new Map();
  return { folder, de: read('de'), en: read('en') };
});
const known = new Set(catalogues.flatMap(({ de }) => [...de.keys()]));

describe('messagesUsedIn', () => {
  it('finds the ids of every form of call, and the beginnings of composed ones', () => {
    const code = `
      const a = t('a.plain'); const b = text.t(ok ? 'b.yes' : 'b.no', { n: 1 }); i18n._('c.lingui');
      const d = t(\`d.template\`); const e = t(\`e.field.\${name}\`); const f = t(name); at('g.other');
      const H = () => <Trans id="h.element" />; const I = () => <Trans id={x ? 'i.one' : 'i.two'} />;`;
    expect(messagesUsedIn('page.tsx', code)).toEqual({
      ids: ['a.plain', 'b.yes', 'b.no', 'c.lingui', 'd.template', 'h.element', 'i.one', 'i.two'],
      prefixes: ['e.field.'],
    });
  });
});

describe('argumentsOf', () => {
  it('names the values of a message, nested ones too', () => {
    expect(argumentsOf('{n, plural, one {# of {all}} other {# more}} on {day, date}')).toEqual(['all', 'day', 'n']);
  });
});

describe('PRD-I18-65 every message that the code asks for', () => {
  const used = filesOf('{kernel/web,apps/web,modules}/**/*.{ts,tsx}')
    .filter((file) => !isTest(file) && !file.endsWith('.d.ts'))
    .map((file) => ({ file, ...messagesUsedIn(file, textOf(file)) }));

  it('has a text', () => {
    const missing = used.flatMap(({ file, ids }) => ids.filter((id) => !known.has(id)).map((id) => `${file}: ${id}`));
    expect(missing).toEqual([]);
  });

  it('has a text where only its beginning stands in the code', () => {
    const begins = (prefix: string) => [...known].some((id) => id.startsWith(prefix));
    const missing = used.flatMap(({ file, prefixes }) =>
      prefixes.filter((prefix) => !begins(prefix)).map((prefix) => `${file}: ${prefix}…`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the catalogues', () => {
  it('have no message twice', () => {
    const owners = Map.groupBy(
      catalogues.flatMap(({ folder, de }) => [...de.keys()].map((id) => ({ id, folder }))),
      ({ id }) => id,
    );
    const twice = [...owners].filter(([, places]) => places.length > 1).map(([id]) => id);
    expect(twice).toEqual([]);
  });

  // Asked for one by one, so that a failure names the folder.
  it.each(catalogues)('PRD-I18-65 of $folder hold the same messages in both languages', ({ de, en }) => {
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it.each(catalogues)('PRD-I18-65 of $folder leave no message empty', (catalogue) => {
    const empty = LANGUAGES.flatMap((language) =>
      [...catalogue[language]].filter(([, text]) => text.trim() === '').map(([id]) => `${language}: ${id}`),
    );
    expect(empty).toEqual([]);
  });

  it.each(catalogues)('of $folder want the same values in both languages', ({ de, en }) => {
    const different = [...de]
      .filter(([id, text]) => en.has(id) && String(argumentsOf(text)) !== String(argumentsOf(en.get(id) ?? '')))
      .map(([id]) => id);
    expect(different).toEqual([]);
  });
});
