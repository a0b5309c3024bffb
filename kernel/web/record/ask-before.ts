import type { AnyResource } from '../../contract/index.ts';
import { confirm } from '../dialogs/dialogs.ts';
import { labelsOf } from '../i18n/labels.ts';
import type { Text } from '../i18n/text.ts';

const mostNames = 5;

/**
 * Whether the user goes through with a verb: what cannot be undone, or takes something away, says first what it will do.
 * @param titles of the records; the sentence of a verb speaks of one, of several the question names a few
 * @param latest the texts once all of them are there; in a list the sentences of verbs are not fetched before they are asked for
 */
export async function askBefore(
  resource: AnyResource,
  verb: string,
  titles: readonly string[],
  latest: () => Promise<Text>,
): Promise<boolean> {
  const declared = resource.verbs[verb];
  if (!declared?.irreversible && !declared?.danger) return true;
  const text = await latest();
  const labels = labelsOf(resource, text);
  const [title = ''] = titles;
  const count = titles.length;
  const many = { count, records: labels.manyInside, names: titles.slice(0, mostNames).join(', ') };
  const body = count === 1 ? labels.confirm(verb, title) : text.t('web.bulk.verb.body', many);
  return confirm({
    title: labels.verb(verb),
    body: declared.irreversible && count > 1 ? `${body} ${text.t('web.bulk.final')}` : body,
    action: labels.verb(verb),
    danger: declared.danger ?? false,
  });
}
