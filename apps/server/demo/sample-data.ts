const animals = { code: 'TIERE', de: 'Tiere', en: 'Animals' };
const knights = { code: 'RITTER', de: 'Ritter und Soldaten', en: 'Knights and soldiers' };
const christmas = { code: 'WEIHNACHTEN', de: 'Weihnachtsschmuck', en: 'Christmas decoration' };
const tales = { code: 'MAERCHEN', de: 'Märchen', en: 'Fairy tales' };

/** Parent products of the sample company: weight in grams, retail price of the painted figure in euros. */
export const sampleFamilies = [
  {
    sku: '20101',
    de: 'Löwe, schreitend',
    en: 'Lion, striding',
    grams: 42,
    price: 34.9,
    category: animals,
    description: 'Vollplastisch gegossen, von Hand entgratet.',
  },
  {
    sku: '20102',
    de: 'Steinbock auf Fels',
    en: 'Ibex on a rock',
    grams: 58,
    price: 39.5,
    category: animals,
    description: 'Mit Felssockel aus einem Guss.',
  },
  {
    sku: '20103',
    de: 'Bärenfamilie',
    en: 'Family of bears',
    grams: 96,
    price: 59,
    category: animals,
    description: 'Drei Figuren auf gemeinsamem Sockel.',
  },
  {
    sku: '20201',
    de: 'Ritter zu Pferde',
    en: 'Knight on horseback',
    grams: 110,
    price: 79,
    category: knights,
    description: 'Lanze und Schild werden lose beigelegt.',
  },
  {
    sku: '20202',
    de: 'Landsknecht mit Hellebarde',
    en: 'Lansquenet with halberd',
    grams: 47,
    price: 36.5,
    category: knights,
    description: 'Nach einem Holzschnitt um 1520.',
  },
  {
    sku: '20301',
    de: 'Engel mit Laute',
    en: 'Angel with lute',
    grams: 18,
    price: 19.8,
    category: christmas,
    description: 'Flache Figur mit Öse zum Aufhängen.',
  },
  {
    sku: '20302',
    de: 'Weihnachtspyramide, klein',
    en: 'Christmas pyramid, small',
    grams: 24,
    price: 22.5,
    category: christmas,
    description: 'Beidseitig graviert.',
  },
  {
    sku: '20303',
    de: 'Stern von Bethlehem',
    en: 'Star of Bethlehem',
    grams: 11,
    price: 12.9,
    category: christmas,
    description: 'Mit Schweif, zum Aufhängen.',
  },
  {
    sku: '20401',
    de: 'Rotkäppchen und der Wolf',
    en: 'Little Red Riding Hood',
    grams: 52,
    price: 44,
    category: tales,
    description: 'Zwei Figuren mit Baum.',
  },
  {
    sku: '20402',
    de: 'Gänseliesel',
    en: 'Goose girl',
    grams: 39,
    price: 32,
    category: tales,
    description: 'Mit vier Gänsen.',
  },
] as const;

/** How a figure is finished; `factor` of the painted price. */
export const sampleFinishes = [
  { code: 'BE', de: 'bemalt', en: 'painted', factor: 1 },
  { code: 'BL', de: 'blank', en: 'bare metal', factor: 0.5 },
  { code: 'AV', de: 'altversilbert', en: 'antique silver', factor: 0.8 },
] as const;

const billing = 'billing' as const;
export const sampleCustomers = [
  {
    type: 'company' as const,
    companyName: 'Spielzeug & Kunsthandwerk Bachmaier GmbH & Co. KG',
    email: 'einkauf@bachmaier.example',
    phone: '+49 89 5550142',
    vatId: 'DE811234567',
    addresses: [
      {
        kind: billing,
        name: null,
        addition: 'Wareneingang Tor 3',
        street: 'Sendlinger Straße 42',
        postalCode: '80331',
        city: 'München',
        country: 'DE',
      },
    ],
  },
  {
    type: 'individual' as const,
    salutation: 'Frau',
    firstName: 'Anna',
    lastName: 'Huber',
    email: 'anna.huber@post.example',
    phone: '+43 662 555018',
    addresses: [
      {
        kind: billing,
        name: null,
        addition: null,
        street: 'Getreidegasse 9',
        postalCode: '5020',
        city: 'Salzburg',
        country: 'AT',
      },
    ],
  },
  {
    type: 'company' as const,
    companyName: 'Museumsladen Germanisches Haus',
    email: 'laden@museum.example',
    phone: '+49 911 555077',
    addresses: [
      {
        kind: billing,
        name: null,
        addition: null,
        street: 'Kartäusergasse 1',
        postalCode: '90402',
        city: 'Nürnberg',
        country: 'DE',
      },
    ],
  },
  {
    type: 'company' as const,
    companyName: 'The Tin Soldier Ltd',
    language: 'en' as const,
    email: 'orders@tinsoldier.example',
    phone: '+353 1 5550123',
    addresses: [
      {
        kind: billing,
        name: null,
        addition: null,
        street: '14 Fade Street',
        postalCode: 'D02 X726',
        city: 'Dublin',
        country: 'IE',
      },
    ],
  },
  {
    type: 'individual' as const,
    salutation: 'Herr',
    firstName: 'Jürgen',
    lastName: 'Groß',
    email: 'j.gross@post.example',
    phone: '+49 8192 55519',
    addresses: [
      {
        kind: billing,
        name: null,
        addition: null,
        street: 'Am Weiher 3',
        postalCode: '86919',
        city: 'Utting',
        country: 'DE',
      },
    ],
  },
];
