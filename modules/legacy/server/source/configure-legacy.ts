import type { App } from '#kernel/server/app.ts';
import { legacyErrors } from '../../contract/index.ts';
import { type Mappings, mergeMappings, standardMappings } from '../import/mapping/mappings.ts';
import type { LegacyClientOptions } from '../rest-client/legacy-client.ts';

export interface LegacySettings extends Omit<LegacyClientOptions, 'url' | 'cookie'> {
  /** Base URL of the 4D server (`KONTOR_LEGACY_URL`), with or without `/rest`; null where there is none. */
  url: string | null;
  /** Rows of one answer. */
  pageSize?: number;
  /** Rules that replace the standard ones, by kind and field; null drops a rule (PRD-MIG-05). */
  mapping?: Parameters<typeof mergeMappings>[1];
}

export interface LegacyConfiguration extends Omit<LegacySettings, 'url' | 'mapping'> {
  url: string;
  mappings: Mappings;
}

const configurations = new WeakMap<App, LegacyConfiguration>();

/**
 * Tells the module where the 4D server is; to be called once, when the application is composed.
 *
 * @throws Error when the URL is no plain http(s) address, or a rule of `mapping` makes no sense
 */
export function configureLegacy(app: App, { url, mapping = {}, ...settings }: LegacySettings): void {
  if (!url) {
    configurations.delete(app);
    return;
  }
  const address = new URL(url);
  if (!/^https?:$/.test(address.protocol) || address.username || address.password)
    throw new Error('the address of the legacy server must be a plain http(s) URL without a password');
  const base = `${address.origin}${address.pathname}`.replace(/\/+$/, '').replace(/\/rest$/, '');
  configurations.set(app, { ...settings, url: base, mappings: mergeMappings(standardMappings, mapping) });
}

export const isConfigured = (app: App): boolean => configurations.has(app);

/** Throws 409 `legacy.notConfigured` where no server was named. */
export function configurationOf(app: App): LegacyConfiguration {
  const configuration = configurations.get(app);
  if (!configuration) throw legacyErrors.notConfigured();
  return configuration;
}
