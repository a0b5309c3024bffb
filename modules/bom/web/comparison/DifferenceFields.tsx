import { Fragment } from 'react';
import type { FieldSpec } from '#kernel/contract/index.ts';
import { fieldParts } from '#kernel/web/fields/index.ts';
import { useLabels } from '#kernel/web/index.ts';
import { bom, type Difference } from '../../contract/index.ts';
import classes from './comparison.module.css';

interface DifferenceFieldsProps {
  list: Difference['list'];
  names: readonly string[];
  fields: Difference['fields'];
  side: 'before' | 'after';
}

const specs: Readonly<Record<string, FieldSpec>> = bom.fields;

/** One side of a difference: the fields that are not the same, with their labels. */
export function DifferenceFields({ list, names, fields, side }: DifferenceFieldsProps) {
  const labels = useLabels(bom);
  return (
    <dl className={classes.fields}>
      {names.map((name) => {
        const spec = list === 'head' ? specs[name] : specs[list]?.fields?.[name];
        const path = list === 'head' ? name : `${list}.${name}`;
        const value = fields[name]?.[side] ?? null;
        if (!spec || value === null || value === false) return null;
        const { Display } = fieldParts[spec.kind];
        return (
          <Fragment key={name}>
            <dt>{labels.field(path)}</dt>
            <dd>
              <Display spec={spec} path={path} labels={labels} value={value} />
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
