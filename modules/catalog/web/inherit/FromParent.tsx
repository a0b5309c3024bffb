import { Button } from '@mantine/core';
import {
  faultText,
  notify,
  type SlotProps,
  useLabels,
  useMay,
  useRecord,
  useSave,
  useText,
  Value,
} from '#kernel/web/index.ts';
import { followed, product, variant } from '../../contract/index.ts';
import classes from './inherit.module.css';

/**
 * What the variant has from its parent and what it has of its own. An own value says what the parent has instead, and
 * goes back to following it with one click.
 */
export default function FromParent({ row }: SlotProps<typeof variant>) {
  if (!row.product) return null;
  return <Comparison row={row} parent={row.product.id} />;
}

type Followed = (typeof followed)[number];
const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? (value as { id: number }).id : value;

function Comparison({ row, parent: id }: SlotProps<typeof variant> & { parent: number }) {
  const { t } = useText();
  const labels = useLabels(variant);
  const may = useMay();
  const { data: parent } = useRecord(product, id);
  if (!parent) return null;
  const isSame = (field: Followed) => idOf(row[field]) === idOf(parent[field]);
  const shown = [...(row.inherited ?? []), ...followed.filter(isSame)].filter((field) => field in variant.fields);
  const own = followed.filter((field) => !isSame(field));
  return (
    <section className={classes.card} aria-label={t('catalog.inherit.title')}>
      <h2 className={classes.heading}>{t('catalog.inherit.title')}</h2>
      <p className={classes.quiet}>
        {shown.length > 0
          ? t('catalog.inherit.same', { fields: shown.map((field) => labels.field(field)).join(', ') })
          : t('catalog.inherit.nothing')}
      </p>
      {own.length > 0 && (
        <dl className={classes.own}>
          {own.map((field) => (
            <div key={field}>
              <dt>{labels.field(field)}</dt>
              <dd>
                <Value resource={variant} field={field} value={row[field]} />
              </dd>
              <dd className={classes.parent}>
                {t('catalog.inherit.parent')} <Value resource={product} field={field} value={parent[field]} />
                {may(`${variant.name}:update`) && row.abilities?.update && !row.abilities.fixed.includes(field) && (
                  <TakeBack row={row} field={field} value={idOf(parent[field])} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <ParentFacts row={row} parent={parent} />
    </section>
  );
}

function TakeBack({ row, field, value }: SlotProps<typeof variant> & { field: Followed; value: unknown }) {
  const text = useText();
  const labels = useLabels(variant);
  const save = useSave(variant);
  const take = async () => {
    try {
      await save.mutateAsync({ id: row.id, version: row.version, values: { [field]: value } });
    } catch (error) {
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    }
  };
  return (
    <Button
      variant="subtle"
      loading={save.isPending}
      onClick={() => void take()}
      aria-label={text.t('catalog.inherit.takeField', { field: labels.field(field) })}
    >
      {text.t('catalog.inherit.take')}
    </Button>
  );
}

/** Properties that the parent gives to all its variants; one of the same name at the variant holds instead. */
function ParentFacts({ row, parent }: SlotProps<typeof variant> & { parent: SlotProps<typeof product>['row'] }) {
  const { t, language } = useText();
  const nameOf = (name: { de: string | null; en: string | null } | null) =>
    name?.[language] ?? name?.de ?? name?.en ?? '';
  const own = new Set(row.properties.map(({ name }) => nameOf(name)));
  const inherited = parent.properties.filter(({ name }) => !own.has(nameOf(name)));
  if (inherited.length === 0) return null;
  return (
    <>
      <h3 className={classes.subheading}>{t('catalog.inherit.properties')}</h3>
      <dl className={classes.facts}>
        {inherited.map((line) => (
          <div key={line.id}>
            <dt>{nameOf(line.name)}</dt>
            <dd>{nameOf(line.value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
