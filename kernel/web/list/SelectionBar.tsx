import { Button } from '@mantine/core';
import { useMay } from '../api/session.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { IconCsv, IconDelete, IconExport, IconMore, IconX, IconXlsx } from '../parts/icons.ts';
import { MenuButton, type MenuItem } from '../parts/MenuButton.tsx';
import { useRegistry } from '../registry.tsx';
import classes from './ListPage.module.css';
import { useBulk } from './use-bulk.ts';
import { useExport } from './use-export.ts';
import type { ListView } from './use-list-view.ts';
import type { Selection } from './use-selection.ts';

const shownVerbs = 3;

/** Stands in the toolbar's place while records are selected: what can be done with them together. */
export function SelectionBar({ view, selection }: { view: ListView; selection: Selection }) {
  const { t } = useText();
  const labels = useLabels(view.resource);
  const may = useMay();
  const download = useExport(view);
  const bulk = useBulk(view.resource, selection);
  const { slots, hidden } = useRegistry().parts(view.resource.name);
  const parts = slots.selection.filter(({ permission }) => may(permission));
  const fitting = (verb: string) => selection.rows.filter((row) => row.abilities?.verbs.includes(verb));
  const verbs = Object.keys(view.resource.verbs)
    .filter((name) => !hidden.includes(name))
    .map((name) => ({ name, rows: fitting(name) }))
    .filter(({ rows }) => rows.length > 0);
  const deletable = selection.rows.filter((row) => row.abilities?.delete);
  const caption = (verb: { name: string; rows: unknown[] }) =>
    verb.rows.length === selection.rows.length
      ? labels.verb(verb.name)
      : `${labels.verb(verb.name)} (${verb.rows.length})`;
  const more: MenuItem[] = [
    ...verbs.slice(shownVerbs).map((verb) => ({ label: caption(verb), run: () => bulk.runVerb(verb.name, verb.rows) })),
    ...(deletable.length > 0
      ? [
          {
            label: t('web.bulk.delete', { count: deletable.length }),
            icon: <IconDelete size={16} />,
            danger: true,
            run: () => bulk.remove(deletable),
          },
        ]
      : []),
  ];
  const ids = [...selection.ids];
  return (
    <div className={classes.selection} role="toolbar" aria-label={t('web.bulk.label')}>
      <span className={classes.selected} aria-live="polite">
        {t('web.bulk.selected', { count: selection.ids.size })}
      </span>
      {verbs.slice(0, shownVerbs).map((verb) => (
        <Button
          key={verb.name}
          variant="default"
          loading={bulk.busy === verb.name}
          onClick={() => bulk.runVerb(verb.name, verb.rows)}
        >
          {caption(verb)}
        </Button>
      ))}
      {parts.map(({ Part }, index) => (
        <Part key={String(index)} rows={selection.rows} clear={selection.clear} />
      ))}
      {may('data:export') && (
        <MenuButton
          trigger={
            <IconButton label={t('web.export.selection')}>
              <IconExport size={17} />
            </IconButton>
          }
          items={[
            { label: t('web.export.csv'), icon: <IconCsv size={16} />, run: () => download('csv', ids) },
            { label: t('web.export.xlsx'), icon: <IconXlsx size={16} />, run: () => download('xlsx', ids) },
          ]}
        />
      )}
      {more.length > 0 && (
        <MenuButton
          trigger={
            <IconButton label={t('web.action.more')}>
              <IconMore size={17} />
            </IconButton>
          }
          items={more}
        />
      )}
      <IconButton label={t('web.bulk.clear')} keys="esc" onClick={selection.clear}>
        <IconX size={17} />
      </IconButton>
    </div>
  );
}
