import {
  type AttributeType,
  type LegacyAttributes,
  type LegacyRow,
  type LegacyTable,
  stampAttributes,
} from './legacy-row.ts';
import { drawDate, wrapRow } from './row-stamps.ts';
import { openRandom, type SeededRandom } from './seeded-random.ts';

const customerCount = 240;

/** Small tables beside the articles: the retired `Artikel_Stamm`, customers with addresses, and the parameters. */
export function createSideTables(seed: number): LegacyTable[] {
  return [createRetiredArticles(seed), createCustomers(seed), createAddresses(seed), createParameters(seed)];
}

/** Articles that only the retired table knows; an import that shows one of them has read the wrong table. */
function createRetiredArticles(seed: number): LegacyTable {
  const random = openRandom(seed, 'Artikel_Stamm');
  const rows = Array.from({ length: 80 }, (_, index) =>
    buildRow(String(index + 1), random, {
      ID_Artikel_Stamm: index + 1,
      ArtNr: `ALT-${index + 1}`,
      Bezeichnung: `Alter Artikel ${index + 1}`,
      Preis: random.integer(5, 60) / 2,
    }),
  );
  return buildTable('Artikel_Stamm', 'ID_Artikel_Stamm', rows, {
    ID_Artikel_Stamm: 'long',
    ArtNr: 'string',
    Bezeichnung: 'string',
    Preis: 'number',
  });
}

const lastNames = ['Müller', 'Schäfer', 'Groß', 'Weiß', 'Jäger', 'Köhler', 'Strauß', 'Bauer', 'Lindström', 'Şahin'];
const firstNames = ['Jürgen', 'Käthe', 'Anna', 'Björn', 'Grete', 'Günter', 'Heike', 'Paul', 'Zoë', 'Ömer'];
const trades = ['Spielwaren', 'Geschenkhaus', 'Zinnstube', 'Weihnachtsmarkt', 'Buchhandlung', 'Kunsthandlung'];
const places: readonly (readonly [string, string, string])[] = [
  ['DE', '20095', 'Hamburg'],
  ['DEU', '80331', 'München'],
  ['Deutschland', '50667', 'Köln'],
  ['D', '01067', 'Dresden'],
  ['DE', '97070', 'Würzburg'],
  ['AT', '1010', 'Wien'],
  ['Österreich', '5020', 'Salzburg'],
  ['CH', '8001', 'Zürich'],
  ['DK', '1050', 'København'],
  ['', '09599', 'Freiberg'],
];
const streets = ['Hauptstraße', 'Am Zinnwald', 'Mühlgäßchen', 'Bahnhofstraße', 'Schloßallee', 'Königsweg'];

function createCustomers(seed: number): LegacyTable {
  const random = openRandom(seed, 'Kunden');
  const rows = Array.from({ length: customerCount }, (_, index) => {
    const number = 10_001 + index;
    return buildRow(String(number), random, {
      KundenNr: number,
      AdrNr: 50_001 + index,
      Kundengr: random.pick(['Handel', 'Privat', 'Messe', '']),
      Liefersperre: random.chance(0.03),
      Preisgru: random.pick(['Handel', 'Laden', 'Empf.']),
      USt_IdNr: random.chance(0.4) ? `DE${random.integer(100_000_000, 999_999_999)}` : '',
      Zahlungsart: random.pick(['Rechnung', 'Lastschrift', 'Vorkasse', 'bar']),
      Versandart: random.pick(['DHL', 'DPD', 'Selbstabholer']),
      Kreditlimit: random.pick([0, 500, 2500, 10_000]),
      Rabatt: random.pick([0, 0, 0, 3, 5, 10]),
      SkontoTage: random.pick([0, 8, 14]),
      NettoTage: random.pick([0, 14, 30]),
      aktiv: random.chance(0.9),
      CREATIONDATE: drawDate(random, 1998, 2024, 0.1),
    });
  });
  return buildTable('Kunden', 'KundenNr', rows, {
    KundenNr: 'long',
    AdrNr: 'long',
    Kundengr: 'string',
    Liefersperre: 'bool',
    Preisgru: 'string',
    USt_IdNr: 'string',
    Zahlungsart: 'string',
    Versandart: 'string',
    Kreditlimit: 'number',
    Rabatt: 'number',
    SkontoTage: 'long',
    NettoTage: 'long',
    aktiv: 'bool',
    CREATIONDATE: 'date',
  });
}

/** One main address per customer (`AdrNr`); in `Adressen` the last name is `Name1`, the company `Name2`. */
function createAddresses(seed: number): LegacyTable {
  const random = openRandom(seed, 'Adressen');
  const rows = Array.from({ length: customerCount }, (_, index) => buildAddress(50_001 + index, random));
  return buildTable('Adressen', 'AdrNr', rows, {
    AdrNr: 'long',
    Anrede: 'string',
    Vorname: 'string',
    Name1: 'string',
    Name2: 'string',
    Strasse: 'string',
    Land: 'string',
    PLZ: 'string',
    Ort: 'string',
    Telefon: 'string',
    Fax: 'string',
    e_Mail: 'string',
    Ansprechp: 'string',
    Briefanrede: 'string',
    IstLieferadresse: 'bool',
    IstRechnungsadresse: 'bool',
    IstHauptadresse: 'bool',
  });
}

function buildAddress(number: number, random: SeededRandom): LegacyRow {
  const [country, postcode, city] = random.pick(places);
  const last = random.pick(lastNames);
  const first = random.pick(firstNames);
  const salutation = random.pick(['Herr', 'Frau', 'Firma', '']);
  return buildRow(String(number), random, {
    AdrNr: number,
    Anrede: salutation,
    Vorname: first,
    Name1: last,
    Name2: salutation === 'Firma' ? `${random.pick(trades)} ${last}` : '',
    Strasse: `${random.pick(streets)} ${random.integer(1, 120)}`,
    Land: country,
    PLZ: postcode,
    Ort: city,
    Telefon: random.chance(0.7) ? `0${random.integer(30, 999)} / ${random.integer(10_000, 999_999)}` : '',
    Fax: '',
    e_Mail: random.chance(0.6) ? `kunde${number}@example.test` : '',
    Ansprechp: salutation === 'Firma' ? `${first} ${last}` : '',
    Briefanrede: salutation === 'Frau' ? `Sehr geehrte Frau ${last}` : 'Sehr geehrte Damen und Herren',
    IstLieferadresse: true,
    IstRechnungsadresse: random.chance(0.9),
    IstHauptadresse: true,
  });
}

const makers = ['Utz', 'Auer', 'Schäfer', 'bito'];
const boxColours = ['rot', 'grün', 'blau', 'gelb', 'grau', 'weiß', 'schwarz', 'orange', 'natur'];

/** 44 box types in one JSON object; its neighbour holds its JSON as a string, as some rows of this table do. */
function createParameters(seed: number): LegacyTable {
  const random = openRandom(seed, 'parameter');
  const types = Array.from({ length: 44 }, (_, index) => {
    const [maker, colour] = [random.pick(makers), random.pick(boxColours)];
    const length = random.integer(160, 792);
    const width = random.integer(85, 593);
    return {
      id: index + 1,
      Type: `${maker} ${length}x${width} ${colour}`,
      Hersteller: maker,
      Hersteller_Art_Nr: `${random.integer(1, 99)}-${random.integer(100, 9_999)}`,
      Box_Länge: length,
      Box_Breite: width,
      Box_Höhe: random.integer(80, 450),
      Box_Gewicht: random.integer(101, 7_800),
      Trenner_Gewicht: random.pick([0, 250]),
      Slots: random.chance(0.8) ? 1 : 3,
      Farbe: colour,
    };
  });
  const rows = [
    buildRow('1', random, { ID: 1, scope: 'Schüttentypen', data_: { Schüttentypen: types } }),
    buildRow('2', random, { ID: 2, scope: 'Währungen', data_: JSON.stringify({ Währungen: ['EUR', 'DM'] }) }),
  ];
  return buildTable('parameter', 'ID', rows, { ID: 'long', scope: 'string', data_: 'object' });
}

function buildRow(key: string, random: SeededRandom, attributes: LegacyAttributes): LegacyRow {
  return { ...wrapRow(key, random), ...attributes };
}

function buildTable(
  name: string,
  key: string,
  rows: LegacyRow[],
  attributes: Record<string, AttributeType>,
): LegacyTable {
  return { name, key, rows, attributes: { ...stampAttributes, ...attributes } };
}
