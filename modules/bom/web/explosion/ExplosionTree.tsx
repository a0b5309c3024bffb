import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type CSSProperties, useMemo, useState } from 'react';
import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { bom, type Demand, type Explosion, type ExplosionLine } from '../../contract/index.ts';
import { cents } from '../parts/cents.ts';
import { Item } from '../parts/Item.tsx';
import page from '../parts/page.module.css';
import classes from './explosion.module.css';
import { branchesOf, openLines } from './open-lines.ts';

/** So many lines are drawn at once; more on demand. */
const step = 300;

/** The structure as an indented tree, each branch to be folded; with cost, stock and shortage beside each line. */
export function ExplosionTree({ explosion }: { explosion: Explosion }) {
  const { t } = useText();
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [shown, setShown] = useState(step);
  const { lines, demand, cost } = explosion;
  const branches = useMemo(() => branchesOf(lines), [lines]);
  const demandOf = useMemo(() => new Map(demand.map((one) => [one.variant.id, one])), [demand]);
  const open = useMemo(() => openLines(lines, folded), [lines, folded]);
  const hasStock = demand.some(({ onHand }) => onHand !== null);
  const toggle = (key: number) => {
    const next = new Set(folded);
    if (!next.delete(key)) next.add(key);
    setFolded(next);
  };
  const isFolded = folded.size > 0;
  return (
    <section className={page.section} aria-label={t('bom.explosion.tree')}>
      <div className={page.head}>
        <h2 className={page.heading}>{t('bom.explosion.tree')}</h2>
        <span className={page.quiet}>{t('bom.explosion.lines', { count: lines.length - 1 })}</span>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => setFolded(isFolded ? new Set() : new Set([...branches].filter((key) => key !== 0)))}
        >
          {t(isFolded ? 'bom.explosion.unfoldAll' : 'bom.explosion.foldAll')}
        </Button>
      </div>
      <div className={page.scroll}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{t('bom.explosion.item')}</th>
              <th scope="col" data-align="end">
                {t('bom.explosion.quantity')}
              </th>
              <th scope="col">{t('bom.bom.field.unit')}</th>
              <th scope="col">{t('bom.bom')}</th>
              {cost && (
                <th scope="col" data-align="end">
                  {t('bom.explosion.cost')}
                </th>
              )}
              {hasStock && (
                <>
                  <th scope="col" data-align="end">
                    {t('bom.explosion.available')}
                  </th>
                  <th scope="col" data-align="end">
                    {t('bom.explosion.shortage')}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {open.slice(0, shown).map((line) => (
              <TreeLine
                key={line.key}
                line={line}
                demand={demandOf.get(line.variant.id)}
                open={branches.has(line.key) ? !folded.has(line.key) : null}
                onToggle={() => toggle(line.key)}
                hasCost={cost !== null}
                hasStock={hasStock}
              />
            ))}
          </tbody>
        </table>
      </div>
      {open.length > shown && (
        <Button variant="subtle" size="compact-sm" onClick={() => setShown(shown + step * 4)}>
          {t('bom.explosion.more', { count: open.length - shown })}
        </Button>
      )}
    </section>
  );
}

interface TreeLineProps {
  line: ExplosionLine;
  demand: Demand | undefined;
  /** Null where there is nothing to fold. */
  open: boolean | null;
  onToggle: () => void;
  hasCost: boolean;
  hasStock: boolean;
}

function TreeLine({ line, demand, open, onToggle, hasCost, hasStock }: TreeLineProps) {
  const { t } = useText();
  const { quantity, money } = useFormats();
  const level = { '--level': line.level } as CSSProperties;
  const item = line.variant.title ?? '';
  const shortage = demand?.shortage ?? null;
  return (
    <tr className={line.level === 0 ? classes.root : undefined}>
      <th scope="row">
        <div className={classes.item} style={level}>
          {open === null ? (
            <span className={classes.leaf} />
          ) : (
            <button
              type="button"
              className={classes.fold}
              aria-expanded={open}
              aria-label={t('bom.explosion.fold', { open: String(open), item })}
              onClick={onToggle}
            >
              <IconChevronDown size={15} aria-hidden />
            </button>
          )}
          <span className={classes.label}>
            <Item item={line.variant} />
          </span>
          <Marks line={line} />
        </div>
      </th>
      <td data-align="end">{quantity(line.quantity)}</td>
      <td>{line.unit.subtitle ?? line.unit.title}</td>
      <td>{line.bom && <PageLink path={`${bom.path}/${line.bom.id}`}>{line.bom.title ?? line.bom.id}</PageLink>}</td>
      {hasCost && <td data-align="end">{line.cost === null ? null : money(cents(line.cost))}</td>}
      {hasStock && (
        <>
          <td data-align="end">{demand?.available == null ? null : quantity(demand.available)}</td>
          <td data-align="end" data-short={Number(shortage ?? 0) > 0 || undefined}>
            {shortage === null || Number(shortage) === 0 ? null : quantity(shortage)}
          </td>
        </>
      )}
    </tr>
  );
}

function Marks({ line }: { line: ExplosionLine }) {
  const { t } = useText();
  return (
    <>
      {line.kind === 'phantom' && <span className={page.badge}>{t('bom.explosion.phantom')}</span>}
      {line.kind === 'byProduct' && <span className={page.badge}>{t('bom.explosion.byProduct')}</span>}
      {line.isFixed && <span className={page.badge}>{t('bom.explosion.fixed')}</span>}
      {line.onlyFor && <span className={page.badge}>{line.onlyFor}</span>}
    </>
  );
}
