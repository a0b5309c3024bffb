import { useMemo } from 'react';
import { type Text, useText } from './text.ts';

/** Names of a resource and its parts, by the convention of message ids; no page spells such an id itself. */
export interface Labels {
  one: string;
  many: string;
  /** As within a sentence: English writes nouns small. */
  oneInside: string;
  manyInside: string;
  empty: string;
  /** `lines.quantity` names a field of a line. */
  field: (path: string) => string;
  help: (path: string) => string | undefined;
  value: (path: string, value: string) => string;
  group: (name: string) => string;
  verb: (verb: string) => string;
  confirm: (verb: string, title: string) => string;
  input: (verb: string, input: string) => string;
}

/** Columns that every resource has. */
const ownColumns = new Set(['id', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'version']);

/** `Sales order` → `sales order` where the language writes nouns small; what is written in capitals stays. */
export const insideSentence = (noun: string, { language }: Text): string =>
  language === 'en' && /^[A-Z][a-z ]/.test(noun) ? noun.charAt(0).toLowerCase() + noun.slice(1) : noun;

export function labelsOf(resource: { name: string }, text: Text): Labels {
  const { t, has, first } = text;
  const name = resource.name;
  const lastPart = (path: string) => path.split('.').at(-1) ?? path;
  return {
    one: t(name),
    many: t(`${name}.plural`),
    oneInside: insideSentence(t(name), text),
    manyInside: insideSentence(t(`${name}.plural`), text),
    empty: has(`${name}.empty`) ? t(`${name}.empty`) : t('web.list.empty.body', { many: t(`${name}.plural`) }),
    field: (path) => (ownColumns.has(path) ? t(`web.field.${path}`) : first([`${name}.field.${path}`])),
    help: (path) => (has(`${name}.help.${path}`) ? t(`${name}.help.${path}`) : undefined),
    value: (path, value) => first([`${name}.value.${path}.${value}`, `${name}.value.${lastPart(path)}.${value}`]),
    group: (group) => first([`${name}.group.${group}`]),
    verb: (verb) => first([`${name}.verb.${verb}`]),
    confirm: (verb, title) => {
      const id = `${name}.verb.${verb}.confirm`;
      return has(id) ? t(id, { title }) : t('web.verb.confirm', { title });
    },
    input: (verb, input) => first([`${name}.verb.${verb}.field.${input}`]),
  };
}

/**
 * A text as its reader knows it: where it is the name of a resource (the documents a number series is for, the record a
 * movement came from), that resource's name.
 */
export const plainText = (value: string, { t, has }: Text): string => (has(`${value}.plural`) ? t(value) : value);

export function useLabels(resource: { name: string }): Labels {
  const text = useText();
  return useMemo(() => labelsOf(resource, text), [resource, text]);
}
