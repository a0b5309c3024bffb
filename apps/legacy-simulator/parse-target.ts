import { RestError } from './rest-error.ts';

/** What a path under `/rest/` addresses. */
export type RestTarget =
  | { kind: 'info' }
  | { kind: 'catalog'; table?: string }
  | { kind: 'login' }
  | { kind: 'rows'; table: string; attributes?: string[] }
  | { kind: 'row'; table: string; attribute?: string; value: string; attributes?: string[] }
  | { kind: 'entitySet'; table: string; id: string };

/**
 * Reads `$info`, `$catalog[/$all|/X]`, `$directory/login`, `X`, `X/a,b`, `X(key)`, `X("key")/a,b`, `X:attr(value)`
 * and `X/$entityset/<id>`.
 *
 * @param path decoded, without `/rest/`
 * @throws RestError 400 with 1806 (malformed) or 1811 (unknown keyword)
 */
export function parseTarget(path: string): RestTarget {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed.startsWith('$')) return parseKeyword(trimmed);
  const entitySet = /^([^/(:]+)\/\$entityset\/([0-9A-Fa-f]+)$/.exec(trimmed);
  if (entitySet) return { kind: 'entitySet', table: entitySet[1] ?? '', id: (entitySet[2] ?? '').toUpperCase() };
  const match = /^([^/(:]+)(?::([^/(]+))?(?:\((.*?)\))?(?:\/([^/()]+))?$/s.exec(trimmed);
  if (!match) throw new RestError(400, [1806, `The URL "/rest/${path}" is malformed`]);
  const [, table = '', attribute, value, list] = match;
  const attributes = list === undefined ? {} : { attributes: splitList(list) };
  if (value === undefined && attribute === undefined) return { kind: 'rows', table, ...attributes };
  if (value === undefined) throw new RestError(400, [1806, `The URL "/rest/${path}" is malformed`]);
  const bare = value.replace(/^(["'])(.*)\1$/s, '$2');
  return { kind: 'row', table, value: bare, ...(attribute === undefined ? {} : { attribute }), ...attributes };
}

function parseKeyword(path: string): RestTarget {
  const [keyword, argument, ...rest] = path.split('/');
  if (keyword === '$info' && argument === undefined) return { kind: 'info' };
  if (keyword === '$directory' && argument === 'login' && rest.length === 0) return { kind: 'login' };
  if (keyword === '$catalog' && rest.length === 0) {
    return argument === undefined ? { kind: 'catalog' } : { kind: 'catalog', table: argument };
  }
  throw new RestError(400, [1811, `Unknown keyword in "/rest/${path}"`]);
}

/** A comma-separated list of attributes, in quotes or not. */
export function splitList(list: string): string[] {
  return list
    .replace(/^(["'])(.*)\1$/s, '$2')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
