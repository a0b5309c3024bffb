import type { SeededRandom } from './seeded-random.ts';

/** The name of a pewter figure in both languages, with the article group it belongs to. */
export interface FigureName {
  german: string;
  english: string;
  group: string;
}

interface FigureGroup {
  name: string;
  /** Lists of `German|English`, separated by `;`. */
  subjects: string;
  manners: string;
}

const groups: FigureGroup[] = [
  {
    name: 'Tiere',
    subjects: `
      Löwe|Lion; Bär|Bear; Fuchs|Fox; Igel|Hedgehog; Eichhörnchen|Squirrel; Hirsch|Stag; Rehkitz|Fawn;
      Kätzchen|Kitten; Dackel|Dachshund; Schäferhund|Shepherd dog; Pferd|Horse; Füllen|Foal; Kuh|Cow;
      Kälbchen|Calf; Schaf|Sheep; Storch|Stork; Eule|Owl; Kröte|Toad; Elefant|Elephant; Giraffe|Giraffe;
      Bärenfamilie|Bear family; Gänsepaar|Pair of geese`,
    manners: `
      stehend|standing; sitzend|sitting; liegend|lying; schlafend|sleeping; laufend|running;
      mit Jungem|with young; im Körbchen|in a basket; auf Wiese|on a meadow`,
  },
  {
    name: 'Weihnachten',
    subjects: `
      Christbaumanhänger Stern|Christmas tree pendant star;
      Christbaumanhänger Glöckchen|Christmas tree pendant bell;
      Christbaumanhänger Schaukelpferd|Christmas tree pendant rocking horse;
      Christbaumanhänger Tännchen|Christmas tree pendant fir tree; Engel|Angel; Weihnachtsmann|Father Christmas;
      Nikolaus|Saint Nicholas; Schneemann|Snowman; Krippenfigur König|Nativity figure king;
      Krippenfigur Hirte|Nativity figure shepherd; Nussknacker|Nutcracker; Räuchermännchen|Incense smoker;
      Schlittenkinder|Sledging children; Lichterbogen|Candle arch; Sternsinger|Carol singer;
      Weihnachtsgans|Christmas goose`,
    manners: `
      mit Trompete|with trumpet; mit Laterne|with lantern; mit Kerze|with candle; auf Schlitten|on a sleigh;
      im Schnee|in the snow; mit Geschenken|with presents; kniend|kneeling; auf Wolke|on a cloud;
      beidseitig|two-sided; durchbrochen|openwork`,
  },
  {
    name: 'Ritter',
    subjects: `
      Ritter|Knight; Ritter zu Pferd|Knight on horseback; Knappe|Squire; Burgfräulein|Damsel; Herold|Herald;
      Bogenschütze|Archer; Armbrustschütze|Crossbowman; Landsknecht|Lansquenet; König|King; Königin|Queen;
      Mönch|Monk; Burgwächter|Castle guard; Kreuzritter|Crusader; Gaukler|Juggler; Drachentöter|Dragon slayer`,
    manners: `
      mit Lanze|with lance; mit Schwert|with sword; mit Schild|with shield; mit Fahne|with banner;
      im Kampf|fighting; kniend|kneeling; marschierend|marching; mit Helm|with helmet;
      beim Turnier|at the tournament; mit Streitaxt|with battle axe`,
  },
  {
    name: 'Märchen',
    subjects: `
      Rotkäppchen|Little Red Riding Hood; Hänsel und Gretel|Hansel and Gretel; Dornröschen|Sleeping Beauty;
      Schneewittchen|Snow White; Froschkönig|Frog Prince; Rumpelstilzchen|Rumpelstiltskin;
      Aschenputtel|Cinderella; Gestiefelter Kater|Puss in Boots; Frau Holle|Mother Hulda; Rapunzel|Rapunzel;
      Bremer Stadtmusikanten|Town Musicians of Bremen; Sieben Geißlein|Seven little goats;
      Tapferes Schneiderlein|Brave little tailor; Däumling|Tom Thumb; Sterntaler|Star money girl; Hexe|Witch`,
    manners: `
      im Wald|in the forest; vor dem Häuschen|in front of the cottage; mit Körbchen|with basket;
      am Brunnen|at the well; auf dem Sockel|on a base; mit Spiegel|with mirror; tanzend|dancing;
      bei Nacht|by night; mit Rosenstrauß|with a bunch of roses; als Anhänger|as a pendant`,
  },
  {
    name: 'Ostern',
    subjects: `
      Osterhase|Easter bunny; Hasenmädchen|Bunny girl; Hasenjunge|Bunny boy; Häschenschule|Bunny school;
      Osterei|Easter egg; Küken|Chick; Osterlamm|Easter lamb; Hasenpaar|Pair of bunnies; Hahn|Rooster; Henne|Hen;
      Osterglocke|Daffodil; Hasenkutsche|Bunny carriage`,
    manners: `
      mit Kiepe|with back basket; mit Pinsel|with paintbrush; mit Schubkarre|with wheelbarrow;
      im Nest|in the nest; im Gras|in the grass; mit Schleife|with bow; hängend|hanging;
      mit Blumenstrauß|with a bunch of flowers; auf der Schaukel|on the swing; mit Küken|with chicks`,
  },
  {
    name: 'Soldaten',
    subjects: `
      Preußischer Grenadier|Prussian grenadier; Husar|Hussar; Ulan|Uhlan; Kürassier|Cuirassier; Trommler|Drummer;
      Fahnenträger|Standard bearer; Offizier|Officer; Füsilier|Fusilier; Dragoner|Dragoon; Napoleon|Napoleon;
      Friedrich der Große|Frederick the Great; Artillerist|Gunner; Pfeifer|Fifer`,
    manners: `
      marschierend|marching; im Anschlag|taking aim; zu Pferd|on horseback; ladend|loading; grüßend|saluting;
      mit Fernrohr|with telescope; im Biwak|in the bivouac; stürmend|charging; verwundet|wounded;
      auf Wache|on guard`,
  },
  {
    name: 'Handwerk',
    subjects: `
      Bäcker|Baker; Schornsteinfeger|Chimney sweep; Schuster|Cobbler; Zinngießer|Pewterer;
      Straßenkehrer|Street sweeper; Tischler|Joiner; Töpferin|Potter; Müller|Miller; Gärtner|Gardener;
      Förster|Forester; Wäscherin|Washerwoman; Glasbläser|Glass blower; Nachtwächter|Night watchman;
      Bierbrauer|Brewer; Schäfer|Shepherd`,
    manners: `
      bei der Arbeit|at work; mit Werkzeug|with tools; mit Gesellen|with journeyman; mit Leiter|with ladder;
      am Ofen|at the oven; mit Karren|with cart; bei der Brotzeit|having a snack; mit Hund|with dog;
      singend|singing; auf dem Markt|at the market`,
  },
  {
    name: 'Straße und Haus',
    subjects: `
      Fachwerkhaus|Half-timbered house; Dorfkirche|Village church; Gaslaterne|Gas lamp; Straßenbahn|Tram;
      Postkutsche|Mail coach; Windmühle|Windmill; Brücke|Bridge; Marktbrunnen|Market fountain;
      Stadttor|Town gate; Bauernhof|Farmhouse; Gasthof zum Hirschen|Stag Inn; Leuchtturm|Lighthouse;
      Dampflok|Steam engine`,
    manners: `
      im Winter|in winter; im Sommer|in summer; mit Fuhrwerk|with horse and cart; mit Bäumen|with trees;
      verschneit|snow-covered; bei Nacht|by night; mit Marktfrau|with market woman; mit Kindern|with children;
      als Wandbild|as a wall picture; im Rahmen|framed`,
  },
  {
    name: 'Blumen und Jahreszeiten',
    subjects: `
      Schlüsselblume|Cowslip; Maiglöckchen|Lily of the valley; Gänseblümchen|Daisy; Veilchen|Violet;
      Mohnblüte|Poppy; Heckenrose|Dog rose; Ährenkranz|Wreath of corn; Blätterkranz|Wreath of leaves;
      Schmetterling|Butterfly; Marienkäfer|Ladybird; Vogelhäuschen|Bird house; Pilzgruppe|Mushrooms`,
    manners: `
      im Frühling|in spring; im Sommer|in summer; im Herbst|in autumn; im Topf|in a pot;
      als Fensterbild|as a window picture; mit Schleife|with bow; mit Biene|with bee; hängend|hanging;
      im Kranz|in a wreath; auf Stab|on a stick`,
  },
  {
    name: 'Musik und Kinder',
    subjects: `
      Geiger|Violinist; Flötenspieler|Flute player; Leierkastenmann|Organ grinder; Blumenmädchen|Flower girl;
      Gänseliesel|Goose girl; Schulkind|School child; Kind mit Drachen|Child with kite; Reifenspiel|Hoop game;
      Puppenmutter|Doll mother; Brautpaar|Bridal couple; Großmutter|Grandmother; Großvater|Grandfather;
      Wanderbursche|Journeyman`,
    manners: `
      tanzend|dancing; lachend|laughing; auf der Bank|on the bench; mit Äpfeln|with apples;
      mit Regenschirm|with umbrella; im Sonntagskleid|in Sunday dress; mit Kätzchen|with kitten;
      auf der Wiese|on the meadow; mit Luftballon|with balloon; am Fenster|at the window`,
  },
];

const sizes: readonly (readonly [string, string])[] = [
  [', klein', ', small'],
  [', groß', ', large'],
];

/**
 * `count` different names in random order, none of them in `taken` (German names); beyond the about 4,300
 * combinations they are numbered as series.
 */
export function nameFigures(count: number, taken: ReadonlySet<string>, random: SeededRandom): FigureName[] {
  const plain = random.shuffle(combineNames(['', '']));
  const sized = plain.length < count + taken.size ? random.shuffle(sizes.flatMap(combineNames)) : [];
  const all = [...plain, ...sized].filter((name) => !taken.has(name.german));
  return Array.from({ length: count }, (_, index) => {
    const name = all[index % all.length];
    if (name === undefined) throw new RangeError('no figure names');
    const series = Math.floor(index / all.length) + 1;
    if (series === 1) return name;
    return { ...name, german: `${name.german}, Serie ${series}`, english: `${name.english}, series ${series}` };
  });
}

function combineNames([german, english]: readonly [string, string]): FigureName[] {
  return groups.flatMap((group) =>
    pairs(group.subjects).flatMap(([subject, subjectEnglish]) =>
      pairs(group.manners).map(([manner, mannerEnglish]) => ({
        german: `${subject}, ${manner}${german}`,
        english: `${subjectEnglish}, ${mannerEnglish}${english}`,
        group: group.name,
      })),
    ),
  );
}

function pairs(list: string): [string, string][] {
  return list.split(';').map((pair) => {
    const [german = '', english = ''] = pair.trim().split('|');
    return [german, english];
  });
}
