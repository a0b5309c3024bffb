import { legacyErrors } from '../../contract/index.ts';
import type { LegacyClient } from './legacy-client.ts';
import { PassingFault } from './passing-fault.ts';

/** A table as the server's catalogue describes it. */
export interface SourceTable {
  name: string;
  /** The attribute behind `__KEY`, by which rows can be ordered; null when it has none. */
  key: string | null;
  /** Names are case-sensitive. */
  attributes: readonly string[];
}

interface Named {
  name: string;
}
const isNamed = (value: unknown): value is Named => typeof (value as Partial<Named> | null)?.name === 'string';

/** Asks the catalogue about one table; throws `legacy.tableMissing` when there is none of that name. */
export const describeTable = (client: LegacyClient, name: string): Promise<SourceTable> =>
  client.get(`$catalog/${name}`, {}, (json) => {
    const { attributes, key } = (json ?? {}) as { attributes?: unknown; key?: unknown };
    if (!Array.isArray(attributes))
      throw new PassingFault(legacyErrors.unreadableAnswer({ start: JSON.stringify(json).slice(0, 60) }));
    const [first] = Array.isArray(key) ? key.filter(isNamed) : [];
    return {
      name,
      key: first?.name ?? null,
      attributes: attributes.filter(isNamed).map((attribute) => attribute.name),
    };
  });
