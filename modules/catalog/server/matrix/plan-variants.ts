import { type Language, type Row, type Translated, translate } from '#kernel/contract/index.ts';
import { type attribute, catalogErrors, type product } from '../../contract/index.ts';
import type { ChosenAxis, MatrixPlace } from '../../contract/matrix.ts';
import { mostGenerated } from '../../contract/matrix.ts';

type Product = Row<typeof product>;
type Attribute = Row<typeof attribute>;

/** Places that are looked through for missing variants; beyond, somebody chose more than he can mean. */
const mostPlaces = 20 * mostGenerated;

export interface PlannedPlace extends MatrixPlace {
  name: Translated;
  variantCode: string;
}

/**
 * All places that the chosen values span, in the order of the axes: SKU = the parent's number, then a hyphen and the
 * code of each value. Throws what is wrong with the choice, in the language of whoever chose.
 */
export function planPlaces(
  family: Product,
  axes: readonly Attribute[],
  chosen: readonly ChosenAxis[],
  language: Language,
): PlannedPlace[] {
  const wanted = chosen.filter(({ values }) => values.length > 0);
  if (wanted.length === 0) throw catalogErrors.noAxes();
  const spans = [...axes]
    .sort((a, b) => a.position - b.position || a.code.localeCompare(b.code))
    .flatMap((axis) => {
      const choice = wanted.find((one) => one.attribute === axis.id);
      return choice ? [{ axis, values: valuesOf(axis, choice.values, language) }] : [];
    });
  for (const [index, { attribute: id }] of wanted.entries()) {
    const axis = axes.find((one) => one.id === id);
    const name = axis ? nameOf(axis, language) : id;
    if (!axis || !family.axes.includes(id)) throw catalogErrors.attributeNotOfProduct({ attribute: name });
    if (wanted.findIndex((one) => one.attribute === id) < index)
      throw catalogErrors.attributeRepeated({ attribute: name });
  }
  const count = spans.reduce((total, { values }) => total * values.length, 1);
  if (count > mostPlaces) throw catalogErrors.tooManyVariants({ count, most: mostGenerated });
  let places: { attribute: number; value: Attribute['values'][number] }[][] = [[]];
  for (const { axis, values } of spans)
    places = places.flatMap((place) => values.map((value) => [...place, { attribute: axis.id, value }]));
  return places.map((place) => placeOf(family, place));
}

const nameOf = (axis: Attribute, language: Language): string => translate(axis.name, language) ?? axis.code;

function valuesOf(axis: Attribute, codes: readonly string[], language: Language): Attribute['values'] {
  const values = new Map(axis.values.map((value) => [value.code, value]));
  for (const code of codes)
    if (!values.has(code))
      throw catalogErrors.valueOutsideAxis({
        attribute: nameOf(axis, language),
        value: code,
        values: [...values.keys()].join(', '),
      });
  return axis.values.filter(({ code }) => codes.includes(code));
}

function placeOf(
  family: Product,
  place: readonly { attribute: number; value: Attribute['values'][number] }[],
): PlannedPlace {
  const variantCode = place.map(({ value }) => value.code).join('-');
  const named = (language: keyof Translated) =>
    family.name?.[language]
      ? [family.name[language], ...place.map(({ value }) => translate(value.name, language) ?? value.code)].join(', ')
      : null;
  return {
    sku: `${family.sku}-${variantCode}`,
    variantCode,
    attributes: place.map(({ attribute, value }) => ({ attribute, value: value.code })),
    name: { de: named('de'), en: named('en') },
  };
}
