import { AppError, type ErrorParams } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sourceTables } from '../import/source-tables.ts';
import type { LegacyClient } from '../rest-client/legacy-client.ts';
import { readPage } from '../rest-client/read-answer.ts';
import { configurationOf, isConfigured } from './configure-legacy.ts';
import { withSource } from './open-source.ts';

/** What the page says about the 4D server before anybody presses a button. */
export interface SourceStatus {
  configured: boolean;
  url: string | null;
  reachable: boolean;
  /** By the names of its cookies: v18 `WASID4D`, v19 both, v20 `4DSID_…` alone. */
  generation: 'v18' | 'v19' | 'v20' | null;
  /** Name of the 4D application, where the cookie tells it. */
  application: string | null;
  tables: { kind: 'families' | 'variants'; name: string; count: number | null }[];
  error: { code: string; params: ErrorParams; message: string } | null;
}

const nothing: SourceStatus = {
  configured: false,
  url: null,
  reachable: false,
  generation: null,
  application: null,
  tables: [],
  error: null,
};

/** Somebody is looking at the page: one question, no patience. */
const impatient = { timeoutMs: 3000, attempts: 1, sessionWaitsMs: [] };

/** Asks the 4D server how it is; never throws for what is wrong over there. */
export async function sourceStatus(ctx: Ctx): Promise<SourceStatus> {
  if (!isConfigured(ctx.app)) return nothing;
  const known = { ...nothing, configured: true, url: configurationOf(ctx.app).url };
  try {
    return await withSource(
      ctx,
      async ({ client }) => {
        const tables = await countTables(client);
        return { ...known, reachable: true, tables, ...generationOf(client.cookieNames) };
      },
      impatient,
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, params } = error;
    return { ...known, error: { code, params, message: ctx.app.texts.say(ctx.language, `error.${code}`, params) } };
  }
}

async function countTables(client: LegacyClient): Promise<SourceStatus['tables']> {
  const tables: SourceStatus['tables'] = [];
  for (const kind of ['families', 'variants'] as const) {
    const name = sourceTables[kind];
    const { total } = await client.get(name, { $top: 1 }, readPage);
    tables.push({ kind, name, count: total });
  }
  return tables;
}

function generationOf(names: readonly string[]): Pick<SourceStatus, 'generation' | 'application'> {
  const scalable = names.find((name) => name.startsWith('4DSID_'));
  const plain = names.includes('WASID4D');
  if (!scalable) return { generation: plain ? 'v18' : null, application: null };
  return { generation: plain ? 'v19' : 'v20', application: scalable.slice('4DSID_'.length) };
}
