/**
 * Whether a message is needed before the first list stands there: what the frame around the pages says, and the names of
 * resources, their fields, values and verbs. Help, questions and the texts of single pages come with those pages.
 */
export function isFirstMessage(id: string): boolean {
  const [space = '', , part, ...rest] = id.split('.');
  if (['web', 'module', 'job'].includes(space) || part === undefined) return true;
  switch (part) {
    case 'plural':
    case 'empty':
    case 'title':
      return rest.length === 0;
    case 'field':
    case 'verb':
      return rest.length === 1;
    case 'value':
      return rest.length === 2;
    default:
      return false;
  }
}
