import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Fields, Reference } from '#kernel/contract/index.ts';
import { fieldParts } from '#kernel/web/fields/index.ts';
import { IconButton, keys, PageLink, request, useLabels, useMay, useText } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { askWhyPrice } from '#modules/pricing/web/index.ts';
import classes from './document-lines.module.css';

/** Most records that one request brings. */
const mostAtOnce = 200;

interface Line {
  id?: number;
  product: Reference;
  description: string;
  unit?: Reference | null;
  quantity?: string;
  price?: string | null;
  priceEntered?: boolean;
}

export interface DocumentLinesProps {
  resource: { name: string; fields: Fields };
  lines: readonly Line[];
  /** Fields of a line to show after product and description, in this order. */
  show: readonly string[];
  /** Whose prices they are and of which day: then each line can say why it costs what it costs. */
  why?: { customer: number; date: string | null } | undefined;
  /** A column that is not a field of the lines, at their end. */
  more?: { label: string; cell: (line: Line) => ReactNode };
}

interface OldNumbers {
  items: { id: number; legacySku: string | null }[];
}

/** Old numbers of the products by their ids, for those who know the articles by them. */
function useOldNumbers(lines: readonly Line[]): ReadonlyMap<number, string | null> {
  const may = useMay();
  const ids = [...new Set(lines.map(({ product }) => product.id))].sort((a, b) => a - b).slice(0, mostAtOnce);
  const params = new URLSearchParams({
    'filter[id][in]': ids.join(','),
    fields: 'legacySku',
    limit: String(mostAtOnce),
  });
  const { data } = useQuery({
    queryKey: keys.list(variant.name, `old numbers ${params}`),
    queryFn: ({ signal }) => request<OldNumbers>(`${variant.path}?${params}`, { signal }),
    enabled: ids.length > 0 && may(`${variant.name}:read`),
    staleTime: 300_000,
  });
  return new Map(data?.items.map(({ id, legacySku }) => [id, legacySku]));
}

/** The lines of a sales document to be read, each product with its new and its old number. */
export default function DocumentLines({ resource, lines, show, why, more }: DocumentLinesProps) {
  const { t } = useText();
  const labels = useLabels(resource);
  const oldNumbers = useOldNumbers(lines);
  const fields = resource.fields.lines?.fields ?? {};
  const columns = show.flatMap((name) => (fields[name] ? [{ name, spec: fields[name] }] : []));
  return (
    <section aria-label={labels.field('lines')}>
      <h2 className={classes.heading}>{labels.field('lines')}</h2>
      {lines.length === 0 ? (
        <p className={classes.none}>{t('web.lines.none')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col" data-align="end">
                  {t('web.lines.number')}
                </th>
                <th scope="col">{labels.field('lines.product')}</th>
                <th scope="col" className={classes.description}>
                  {labels.field('lines.description')}
                </th>
                {columns.map(({ name, spec }) => (
                  <th key={name} scope="col" data-align={fieldParts[spec.kind].align}>
                    {labels.field(`lines.${name}`)}
                  </th>
                ))}
                {more && <th scope="col">{more.label}</th>}
                {why && <th aria-label={t('sales.lines.why')} />}
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={line.id ?? index}>
                  <td data-align="end" className={classes.number}>
                    {index + 1}
                  </td>
                  <td className={classes.product}>
                    <ProductLink product={line.product} /> <span>{oldNumbers.get(line.product.id)}</span>
                  </td>
                  <td className={classes.description}>{line.description}</td>
                  {columns.map(({ name, spec }) => (
                    <LineValue key={name} name={name} spec={spec} line={line} labels={labels} />
                  ))}
                  {more && <td>{more.cell(line)}</td>}
                  {why && (
                    <td className={classes.why}>
                      <WhyPrice line={line} index={index} {...why} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function ProductLink({ product }: { product: Reference }) {
  const { t } = useText();
  if (product.title === null) return <span>{t('web.ref.hidden')}</span>;
  return <PageLink path={`${variant.path}/${product.id}`}>{product.title}</PageLink>;
}

function WhyPrice({ line, index, ...whose }: { line: Line; index: number; customer: number; date: string | null }) {
  const { t } = useText();
  const { product, quantity = null, price = null, priceEntered = false } = line;
  return (
    <IconButton
      label={t('sales.line.why', { line: index + 1 })}
      size={24}
      onClick={() => void askWhyPrice({ variant: product.id, quantity, ...whose }, { price, isEntered: priceEntered })}
    >
      <IconInfoCircle size={15} />
    </IconButton>
  );
}

interface LineValueProps {
  name: string;
  spec: Fields[string];
  line: Line;
  labels: ReturnType<typeof useLabels>;
}

function LineValue({ name, spec, line, labels }: LineValueProps) {
  const { Display, align } = fieldParts[spec.kind];
  // The unit is read, not looked up.
  if (name === 'unit') return <td className={classes.unit}>{line.unit?.subtitle ?? line.unit?.title}</td>;
  const value = (line as unknown as Record<string, unknown>)[name];
  return (
    <td data-align={align}>
      <Display spec={spec} path={`lines.${name}`} labels={labels} value={value} />
    </td>
  );
}
