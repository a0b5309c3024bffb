import { Button } from '@mantine/core';
import type { AnyRow } from '../api/rows.ts';
import { useMay } from '../api/session.ts';
import type { ListState } from '../api/use-list.ts';
import { openDialog } from '../dialogs/dialogs.ts';
import { useFormats } from '../i18n/format.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { useGo } from '../navigation/PageLink.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { IconColumns, IconCsv, IconExport, IconImport, IconPlus, IconXlsx } from '../parts/icons.ts';
import { keysText } from '../parts/keys-text.ts';
import { MenuButton, type MenuItem } from '../parts/MenuButton.tsx';
import classes from './ListPage.module.css';
import { useExport } from './use-export.ts';
import type { ListView } from './use-list-view.ts';

/** Whether the user may create records of the list's resource. */
export function useMayCreate(view: ListView): boolean {
  const may = useMay();
  return view.resource.operations.includes('create') && may(`${view.resource.name}:create`);
}

/** Title and number of records; columns, export and import; the button for a new one. */
export function ListHead({ view, list }: { view: ListView; list: ListState<AnyRow> }) {
  const { t } = useText();
  const { int } = useFormats();
  const labels = useLabels(view.resource);
  const go = useGo();
  const may = useMay();
  const download = useExport(view);
  const mayCreate = useMayCreate(view);
  const mayImport = view.resource.operations.includes('import') && may('data:import') && mayCreate;
  const transfer: MenuItem[] = [
    ...(may('data:export')
      ? [
          { heading: t(view.isFiltered ? 'web.export.filtered' : 'web.export.all') },
          { label: t('web.export.csv'), icon: <IconCsv size={16} />, run: () => download('csv') },
          { label: t('web.export.xlsx'), icon: <IconXlsx size={16} />, run: () => download('xlsx') },
        ]
      : []),
    ...(mayImport
      ? [
          { heading: t('web.import.heading') },
          {
            label: t('web.import.action'),
            icon: <IconImport size={16} />,
            run: () => void openDialog(() => import('./ImportDialog.tsx'), { resource: view.resource }),
          },
        ]
      : []),
  ];
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{labels.many}</h1>
      <span className={classes.total} aria-live="polite">
        {!list.isPending &&
          !list.error &&
          t('web.list.total', { count: list.total, shown: int(list.total), more: list.totalExact ? '' : '+' })}
      </span>
      <div className={classes.actions}>
        <MenuButton
          trigger={
            <IconButton label={t('web.list.view')}>
              <IconColumns size={17} />
            </IconButton>
          }
          items={() => viewItems(view, labels.field, t)}
        />
        {transfer.length > 0 && (
          <MenuButton
            trigger={
              <IconButton label={t('web.list.transfer')}>
                <IconExport size={17} />
              </IconButton>
            }
            items={transfer}
          />
        )}
        {mayCreate && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => go(`${view.resource.path}/new`)}
            data-tip={t('web.list.newOne', { one: labels.oneInside })}
            data-keys={keysText('n')}
          >
            {t('web.action.new')}
          </Button>
        )}
      </div>
    </header>
  );
}

/** Columns to tick, and how high the rows are. */
function viewItems(view: ListView, nameOf: (field: string) => string, t: (id: string) => string): MenuItem[] {
  const shown = view.columns.map((column) => column.name);
  const [, ...rest] = view.possible;
  return [
    { heading: t('web.list.density') },
    { label: t('web.list.compact'), checked: view.density === 'compact', run: () => view.setDensity('compact') },
    {
      label: t('web.list.comfortable'),
      checked: view.density === 'comfortable',
      run: () => view.setDensity('comfortable'),
    },
    'line',
    { heading: t('web.list.columns') },
    ...rest.map(({ name }) => {
      const checked = shown.includes(name);
      const next = checked ? shown.filter((other) => other !== name) : [...shown, name];
      return { label: nameOf(name), checked, stays: true, run: () => view.setColumns(next.slice(1)) };
    }),
    'line',
    { label: t('web.list.usualColumns'), run: () => view.setColumns(undefined) },
  ];
}
