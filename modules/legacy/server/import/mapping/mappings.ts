import type { Fields } from '#kernel/contract/index.ts';
import { product, variant } from '#modules/catalog/contract/index.ts';
import type { SourceKind } from '../source-tables.ts';
import { type ConversionName, fieldKindsOf } from './conversions.ts';

/** Where a field comes from, and how. Plain data, so that a file can replace it. */
export interface MappingRule {
  /** Columns of the source, in the order the conversion wants them; upper and lower case are the same. */
  from: readonly string[];
  as: ConversionName;
  /** With `price`: the kind of price. */
  price?: string;
}
export type Mapping = Readonly<Record<string, MappingRule>>;
export type Mappings = Readonly<Record<SourceKind, Mapping>>;

export const targets = { families: product, variants: variant } as const;

type RulesFor<R extends { fields: object }> = { readonly [K in keyof R['fields']]?: MappingRule };

/** `Artikel_Familie` → parent product (PRD-PMG-03, PRD-PMG-05). `Gewicht` is grams. */
const families = {
  sku: { from: ['Nummer'], as: 'text' },
  name: { from: ['Bezeichnung', 'Bezeichnung_ENG'], as: 'translated' },
  description: { from: ['Beschreibung', 'Beschreibung_ENG'], as: 'translatedLines' },
  shortDescription: { from: ['Beschreibung_kurz', 'Beschreibung_kurz_ENG'], as: 'translatedLines' },
  legacyGroup: { from: ['ArtGr'], as: 'text' },
  /** The name of the group; the category that it is mapped to, or that bears it, is found later. */
  category: { from: ['ArtGr'], as: 'text' },
  state: { from: ['aktiv'], as: 'state' },
  weight: { from: ['Gewicht'], as: 'measure' },
  isHanging: { from: ['Haengend'], as: 'bool' },
  isOneSided: { from: ['Einseitig'], as: 'bool' },
  releasedOn: { from: ['Release_date'], as: 'date' },
  isNew: { from: ['Neu'], as: 'bool' },
  legacyId: { from: ['__KEY'], as: 'verbatim' },
  legacyKey: { from: ['__KEY'], as: 'verbatim' },
  legacyUidOriginal: { from: ['UID'], as: 'verbatim' },
} as const satisfies RulesFor<typeof product>;

/** `Artikel_Variante` → variant (PRD-PMG-02, PRD-PMG-07 to PRD-PMG-09). `Gewicht` is grams, `Masse_*` millimetres. */
const variants = {
  sku: { from: ['Nummer', 'alteNummer'], as: 'firstText' },
  legacySku: { from: ['alteNummer'], as: 'text' },
  name: { from: ['Bezeichnung', 'Bezeichnung_ENG'], as: 'translated' },
  state: { from: ['Aktiv'], as: 'state' },
  isSold: { from: ['Verkaufsartikel'], as: 'bool' },
  retailPrice: { from: ['Preise'], as: 'price', price: 'Laden' },
  tradePrice: { from: ['Preise'], as: 'price', price: 'Handel' },
  recommendedPrice: { from: ['Preise'], as: 'price', price: 'Empf.' },
  purchasePrice: { from: ['Preise'], as: 'price', price: 'Einkauf' },
  weight: { from: ['Gewicht'], as: 'measure' },
  width: { from: ['Masse_Breite'], as: 'measure' },
  height: { from: ['Masse_Hoehe'], as: 'measure' },
  depth: { from: ['Masse_Tiefe'], as: 'measure' },
  color: { from: ['Farbe'], as: 'text' },
  size: { from: ['Groesse'], as: 'text' },
  releasedOn: { from: ['Release_date'], as: 'date' },
  discontinuedOn: { from: ['Auslaufdatum'], as: 'date' },
  legacyId: { from: ['__KEY'], as: 'verbatim' },
  legacyKey: { from: ['__KEY'], as: 'verbatim' },
  legacyUidOriginal: { from: ['UID'], as: 'verbatim' },
  legacyFamilie: { from: ['Familie_'], as: 'verbatim' },
  legacyRefOld: { from: ['refOld'], as: 'text' },
} as const satisfies RulesFor<typeof variant>;

export const standardMappings: Mappings = { families, variants };

/** Without these a row could be neither found again nor linked. */
const indispensable = ['sku', 'legacyKey'];

/**
 * The mappings with some rules replaced, added or (null) dropped.
 *
 * @throws Error for a field or conversion that does not exist, and for dropping what the import itself needs
 */
export function mergeMappings(
  standard: Mappings,
  changes: { [K in SourceKind]?: Readonly<Record<string, MappingRule | null>> },
): Mappings {
  const merge = (kind: SourceKind): Mapping => {
    const rules: Record<string, MappingRule> = { ...standard[kind] };
    for (const [field, rule] of Object.entries(changes[kind] ?? {})) {
      const spec = (targets[kind].fields as Fields)[field];
      if (!spec) throw new Error(`mapping of ${kind}: unknown field ${field}`);
      if (rule === null && !indispensable.includes(field)) delete rules[field];
      else if (rule === null || rule.from.length === 0 || !fieldKindsOf(rule.as).includes(spec.kind))
        throw new Error(`mapping of ${kind}: ${field} has no rule that fits`);
      else rules[field] = rule;
    }
    return rules;
  };
  return { families: merge('families'), variants: merge('variants') };
}
