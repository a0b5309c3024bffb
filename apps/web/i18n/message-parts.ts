/**
 * When a message is needed: with the `frame` around the pages, on every page; with the `lists` of the module it belongs
 * to; or `further`, with single pages and dialogs. Sentences of `errors` come from the server, mostly.
 */
export type MessagePart = 'frame' | 'lists' | 'further' | 'errors';

/**
 * The frame names modules, pages, resources and the parts of the home page: menu, palette, breadcrumb. A derived list
 * names fields, their values and verbs. Help, questions and the texts of single pages come with those pages.
 */
export function partOfMessage(id: string): MessagePart {
  const [space = '', second, third, ...rest] = id.split('.');
  if (space === 'error') return 'errors';
  if (['web', 'module', 'job'].includes(space) || second === 'home' || third === undefined) return 'frame';
  const names: Readonly<Record<string, [deep: number, part: MessagePart]>> = {
    plural: [0, 'frame'],
    title: [0, 'frame'],
    empty: [0, 'lists'],
    field: [1, 'lists'],
    verb: [1, 'lists'],
    value: [2, 'lists'],
  };
  const [deep, part] = names[third] ?? [];
  return part && rest.length === deep ? part : 'further';
}
