import type { AnyResource } from '#kernel/contract/index.ts';
import { labelsOf } from '#kernel/web/i18n/labels.ts';
import { useText } from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';

/** A resource that only its module's code reads has no page and no labels of its own; the log names it here. */
const unknown = (name: string): AnyResource => ({
  name,
  module: name.split('.')[0] ?? '',
  path: '',
  title: 'id',
  fields: {},
  verbs: {},
  operations: [],
  search: [],
});

/** How the log names resources, acts and fields, in the reader's language. */
export function useEntryLabels() {
  const text = useText();
  const registry = useRegistry();
  const resourceOf = (name: string): AnyResource | undefined => registry.resource(name);
  const named = (name: string) => labelsOf(resourceOf(name) ?? unknown(name), text);
  return {
    resourceOf,
    labelsOf: named,
    one: (name: string) => {
      if (resourceOf(name)) return named(name).one;
      return text.has(`audit.resource.${name}`) ? text.t(`audit.resource.${name}`) : name;
    },
    action: (name: string, action: string) =>
      text.has(`web.history.${action}`) ? text.t(`web.history.${action}`) : named(name).verb(action),
    field: (name: string, field: string) => {
      if (resourceOf(name)?.fields[field]) return named(name).field(field);
      return text.has(`audit.field.${field}`) ? text.t(`audit.field.${field}`) : field;
    },
  };
}
