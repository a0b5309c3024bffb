import { useRef } from 'react';
import { useLabels, useText, Value } from '#kernel/web/index.ts';
import { useWindow } from '#kernel/web/list/use-window.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import type { FixPreview, SkippedRow } from '../../contract/index.ts';
import shared from '../quality.module.css';
import classes from './fix.module.css';

const rowHeight = 52;
const nothingMore = () => undefined;

/** Every row as it is and as it would be, then those that are left alone and why; thousands of them scroll. */
export function PreviewTable({ preview: { rows, skipped }, resource }: { preview: FixPreview; resource: string }) {
  const { t } = useText();
  const registry = useRegistry();
  const declared = registry.resource(resource);
  const labels = useLabels({ name: resource });
  const scroller = useRef<HTMLElement>(null);
  const { first, end, before, after } = useWindow({
    scroller,
    count: rows.length,
    rowHeight,
    hasMore: false,
    fetchMore: nothingMore,
  });
  if (!declared) return null;
  return (
    <>
      <p className={classes.outcome} role="status">
        {rows.length > 0 ? t('quality.preview.changes', { count: rows.length }) : t('quality.preview.none')}
        {skipped.length > 0 && (
          <span className={shared.quiet}> · {t('quality.preview.skipped', { count: skipped.length })}</span>
        )}
      </p>
      {rows.length > 0 && (
        <section ref={scroller} className={classes.previewBox} aria-label={t('quality.preview.after')}>
          <ul style={{ paddingTop: before, paddingBottom: after }}>
            {rows.slice(first, end).map(({ id, title, subtitle, changes }) => (
              <li key={id} style={{ height: rowHeight }}>
                <span className={classes.previewRecord}>
                  <strong>{title ?? id}</strong>
                  <span className={shared.quiet}>{subtitle}</span>
                </span>
                <span className={classes.previewChanges}>
                  {changes.map(({ field, before: old, after: fresh }) => (
                    <span key={field} className={classes.difference}>
                      <span className={shared.quiet}>{labels.field(field)}</span>
                      {old === null ? (
                        <span>–</span>
                      ) : (
                        <s>
                          <Value resource={declared} field={field} value={old} />
                        </s>
                      )}
                      <span aria-hidden>→</span>
                      <b>
                        <Value resource={declared} field={field} value={fresh} />
                      </b>
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {skipped.length > 0 && <Skipped rows={skipped} />}
    </>
  );
}

/** Most reasons shown one by one; more would only be scrolled past. */
const mostShown = 50;

function Skipped({ rows }: { rows: readonly SkippedRow[] }) {
  const { t } = useText();
  return (
    <details className={classes.skipped}>
      <summary>{t('quality.preview.skipped', { count: rows.length })}</summary>
      <ul>
        {rows.slice(0, mostShown).map(({ id, title, message }) => (
          <li key={id}>
            <strong>{title ?? id}</strong> {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
