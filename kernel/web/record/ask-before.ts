import type { AnyResource } from '../../contract/index.ts';
import { confirm } from '../dialogs/dialogs.ts';
import { labelsOf } from '../i18n/labels.ts';
import type { Text } from '../i18n/text.ts';

/**
 * Whether the user goes through with a verb: what cannot be undone, or takes something away, says first what it will do.
 * @param latest the texts once all of them are there; in a list the sentences of verbs are not fetched before they are asked for
 */
export async function askBefore(
  resource: AnyResource,
  verb: string,
  title: string,
  latest: () => Promise<Text>,
): Promise<boolean> {
  const declared = resource.verbs[verb];
  if (!declared?.irreversible && !declared?.danger) return true;
  const labels = labelsOf(resource, await latest());
  return confirm({
    title: labels.verb(verb),
    body: labels.confirm(verb, title),
    action: labels.verb(verb),
    danger: declared.danger ?? false,
  });
}
