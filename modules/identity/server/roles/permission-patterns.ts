const anything = '[^:]*';
const escaped = (text: string) => text.replace(/[.*+?^${}()[\]\\]/g, '\\$&').replaceAll('\\*', anything);

/** `sales.order:create|update`, `*:read`, `stock.*:*`, `*`: the permissions a pattern stands for. */
function matcher(pattern: string): RegExp {
  if (pattern === '*') return /^/;
  const [resource = '', actions = ''] = pattern.split(':');
  return new RegExp(`^${escaped(resource)}:(?:${actions.split('|').map(escaped).join('|')})$`);
}

/**
 * The permissions that patterns stand for, of those that exist. From left to right; `!` takes away again.
 * Permissions on fields have actions of their own (`catalog.variant:purchasePrice`), so that `*:read` never grants them.
 */
export function resolvePatterns(patterns: readonly string[], permissions: readonly string[]): string[] {
  const granted = new Set<string>();
  for (const pattern of patterns) {
    const removes = pattern.startsWith('!');
    const fits = matcher(removes ? pattern.slice(1) : pattern);
    for (const permission of permissions) {
      if (!fits.test(permission)) continue;
      if (removes) granted.delete(permission);
      else granted.add(permission);
    }
  }
  return permissions.filter((permission) => granted.has(permission));
}
