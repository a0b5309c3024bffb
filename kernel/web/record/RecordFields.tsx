import type { AnyResource } from '../../contract/index.ts';
import type { AnyRow } from '../api/rows.ts';
import { useMay } from '../api/session.ts';
import { FieldGrid, type FormField } from '../form/FieldGrid.tsx';
import type { Line } from '../form/to-write.ts';
import { useLabels } from '../i18n/labels.ts';
import { lazyPart } from '../lazy.tsx';
import type { LinesEntryProps } from '../lines/LinesEntry.tsx';
import { LinesTable } from '../lines/LinesTable.tsx';
import type { FieldLayout } from './field-layout.ts';
import classes from './record.module.css';
import type { RecordEditing } from './use-record-editing.ts';

export const LinesGrid = lazyPart<LinesEntryProps>(() => import('../lines/LinesEntry.tsx'));

/** Messages of one field of lines, by the rest of their paths. */
export const lineErrors = (errors: Readonly<Record<string, string>>, name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors)
      .filter(([path]) => path.startsWith(`${name}.`))
      .map(([path, message]) => [path.slice(name.length + 1), message]),
  );

interface RecordFieldsProps {
  resource: AnyResource;
  row: AnyRow;
  layout: FieldLayout;
  editing: Pick<RecordEditing, 'draft' | 'editing'>;
  errors: Readonly<Record<string, string>>;
  warnings: Readonly<Record<string, string>>;
}

/** The fields of a record, in their groups. */
export function RecordFields({ resource, row, layout, editing, errors, warnings }: RecordFieldsProps) {
  const labels = useLabels(resource);
  const fixed = new Set(row.abilities?.fixed);
  const field = (name: string): FormField => {
    const spec = resource.fields[name] ?? { kind: 'text' as const };
    const heir = row.inherited?.includes(name)
      ? { inherited: { from: labels.field(spec.inherit ?? ''), value: row[name] } }
      : {};
    return { name, spec, fixed: fixed.has(name) || Boolean(spec.readOnly), ...heir };
  };
  return layout.groups.map((group) => (
    <section
      key={group.name}
      className={classes.section}
      aria-label={group.name ? labels.group(group.name) : labels.one}
    >
      {group.name && <h2 className={classes.heading}>{labels.group(group.name)}</h2>}
      <FieldGrid
        fields={group.fields.map(([name]) => field(name))}
        labels={labels}
        draft={editing.draft}
        editing={editing.editing}
        errors={errors}
        warnings={warnings}
        focus={firstEditable(layout, fixed)}
      />
    </section>
  ));
}

/** The lines of a record, as tables over the whole width. */
export function RecordLines({ resource, row, layout, editing, errors, warnings }: RecordFieldsProps) {
  const labels = useLabels(resource);
  const may = useMay();
  const fixed = new Set(row.abilities?.fixed);
  // Of several kinds of lines the empty ones would bury the others; while editing all are there to be filled.
  const isShown = (name: string) =>
    editing.editing || layout.lines.length === 1 || ((editing.draft.value(name) ?? []) as Line[]).length > 0;
  const shown = layout.lines.filter(([name]) => isShown(name));
  return shown.map(([name, spec]) => (
    <section key={name} className={classes.section} aria-label={labels.field(name)}>
      <h2 className={classes.heading}>{labels.field(name)}</h2>
      {errors[name] && <p className={classes.wrong}>{errors[name]}</p>}
      {editing.editing && !fixed.has(name) && !spec.readOnly ? (
        <LinesGrid
          spec={spec}
          path={name}
          labels={labels}
          value={editing.draft.value(name)}
          onChange={(value) => editing.draft.set(name, value)}
          beside={editing.draft.value}
          errors={lineErrors(errors, name)}
          warnings={lineErrors(warnings, name)}
        />
      ) : (
        <LinesTable
          name={name}
          fields={spec.fields ?? {}}
          lines={(editing.draft.value(name) ?? []) as Line[]}
          labels={labels}
          may={may}
        />
      )}
    </section>
  ));
}

const firstEditable = (layout: FieldLayout, fixed: ReadonlySet<string>) =>
  layout.groups.flatMap((group) => group.fields).find(([name, spec]) => !fixed.has(name) && !spec.readOnly)?.[0];
