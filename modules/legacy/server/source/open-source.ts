import type { Ctx } from '#kernel/server/ctx.ts';
import { LegacyClient, type LegacyClientOptions } from '../rest-client/legacy-client.ts';
import { configurationOf, type LegacyConfiguration } from './configure-legacy.ts';
import { keepCookie, loadCookie } from './source-session.ts';

export interface LegacySource extends Pick<LegacyConfiguration, 'url' | 'mappings' | 'pageSize'> {
  client: LegacyClient;
}

/** Works with the 4D server in the session of last time, and keeps it for next time, however the work ends. */
export async function withSource<T>(
  ctx: Ctx,
  work: (source: LegacySource) => Promise<T>,
  options: Partial<LegacyClientOptions> = {},
): Promise<T> {
  const { url, mappings, pageSize, ...settings } = configurationOf(ctx.app);
  const client = new LegacyClient({ ...settings, ...options, url, cookie: await loadCookie(ctx, url) });
  try {
    return await work({ url, mappings, client, ...(pageSize !== undefined && { pageSize }) });
  } finally {
    await keepCookie(ctx, url, client.cookie);
  }
}
