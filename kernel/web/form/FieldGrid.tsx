import type { FieldSpec } from '../../contract/index.ts';
import { fieldParts } from '../fields/index.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { besideFor } from './beside.ts';
import classes from './FieldBox.module.css';
import { FieldBox } from './FieldBox.tsx';
import type { Draft } from './use-draft.ts';

export interface FormField {
  name: string;
  spec: FieldSpec;
  /** May not be changed here and now. */
  fixed?: boolean;
  /** Label of the field from whose record the value comes, and that value. */
  inherited?: { from: string; value: unknown };
}

export interface FieldGridProps {
  fields: readonly FormField[];
  labels: Labels;
  /** Names of the fields where they differ from the resource's: the input of a verb. */
  nameOf?: (field: string) => string;
  draft: Draft;
  editing: boolean;
  errors: Readonly<Record<string, string>>;
  /** What is doubtful, by path. */
  warnings?: Readonly<Record<string, string>>;
  /** Field to stand in first. */
  focus?: string | undefined;
}

/** Fields side by side, shown or edited in the same places. */
export function FieldGrid({ fields, ...rest }: FieldGridProps) {
  return (
    <div className={classes.grid}>
      {fields.map((field) => (
        <GridField key={field.name} field={field} {...rest} />
      ))}
    </div>
  );
}

function GridField({
  field,
  labels,
  nameOf,
  draft,
  editing,
  errors,
  warnings = {},
  focus,
}: Omit<FieldGridProps, 'fields'> & { field: FormField }) {
  const { t } = useText();
  const { name, spec, inherited } = field;
  const { Display, Input } = fieldParts[spec.kind];
  const wide = isWide(spec);
  const label = nameOf?.(name) ?? labels.field(name);
  const value = draft.value(name);
  const edited = editing && !field.fixed;
  const heir = inherited && (value === null || value === undefined);
  const help = heir ? t('web.field.inherited', { from: inherited.from }) : edited ? labels.help(name) : undefined;
  const error = errors[name];
  const warning = warnings[name];
  if (!edited) {
    return (
      <FieldBox label={label} help={help} error={error} wide={wide} plain>
        {() => (
          <div className={classes.value} data-inherited={heir || undefined}>
            <Display spec={spec} path={name} labels={labels} value={heir ? inherited.value : value} full />
          </div>
        )}
      </FieldBox>
    );
  }
  return (
    <FieldBox
      label={label}
      required={Boolean(spec.required && !spec.filled)}
      help={help}
      error={error}
      warning={warning}
      wide={wide}
    >
      {({ id, describedBy }) => (
        <Input
          id={id}
          spec={spec}
          path={name}
          labels={labels}
          value={value}
          onChange={(next) => draft.set(name, next)}
          invalid={error !== undefined}
          autoFocus={focus === name}
          {...besideFor(spec, draft.value)}
          {...(heir
            ? { placeholder: inheritedText(inherited.value) }
            : spec.filled
              ? { placeholder: t('web.field.filled') }
              : {})}
          {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        />
      )}
    </FieldBox>
  );
}

/** Takes a whole row; an address is a long text that does not need one. */
const isWide = (spec: FieldSpec) =>
  Boolean(fieldParts[spec.kind].wide) && !(spec.kind === 'longText' && (spec.max ?? Number.POSITIVE_INFINITY) <= 1000);

const inheritedText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
