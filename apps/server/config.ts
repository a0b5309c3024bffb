import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

export type Environment = 'development' | 'test' | 'production';

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  environment: Environment;
  /** `sqlite:<file>` or `mysql://…` */
  databaseUrl: string;
  redisUrl: string | null;
  trustProxy: string[];
  logLevel: string;
  /** Base URL of the legacy 4D server, e.g. `http://192.0.2.10:8080`. */
  legacyUrl: string | null;
  /** `smtp://user:password@host:587` or `smtps://…`; null: this house sends no mail. */
  smtpUrl: string | null;
  /** Sender of mails. */
  mailFrom: string | null;
  /** Where people open Kontor, for the links in mails. */
  webUrl: string | null;
}

const schema = z.object({
  KONTOR_HOST: z.string().default('127.0.0.1'),
  KONTOR_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  KONTOR_DATA_DIR: z.string().default('./data'),
  KONTOR_ENV: z.enum(['development', 'test', 'production']).default('production'),
  KONTOR_TRUST_PROXY: z.string().default(''),
  KONTOR_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  KONTOR_LEGACY_URL: z.url().optional(),
  KONTOR_SMTP_URL: z.url().optional(),
  KONTOR_MAIL_FROM: z.string().optional(),
  KONTOR_WEB_URL: z.url().optional(),
  DATABASE_URL: z.string().optional(),
  DB_HOST: z.string().optional(),
  DB_PORT: z.coerce.number().int().default(3306),
  DB_NAME: z.string().default('kontor'),
  DB_USER: z.string().default('kontor'),
  DB_PASSWORD: z.string().default(''),
  REDIS_URL: z.string().optional(),
});

/** `X_FILE=/run/secrets/x` stands for X, so that no secret has to stand in the environment. */
export function setting(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  return env[name] || (file ? readFileSync(file, 'utf8').trim() : undefined);
}

/** Reads the configuration from the environment (design §11); throws with the name of what is wrong, never with its value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, setting(env, name)]));
  const result = schema.safeParse(given);
  if (!result.success)
    throw new Error(`wrong setting: ${result.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
  const { data } = result;
  const dataDir = resolve(data.KONTOR_DATA_DIR);
  const mysql =
    data.DB_HOST &&
    `mysql://${encodeURIComponent(data.DB_USER)}:${encodeURIComponent(data.DB_PASSWORD)}@${data.DB_HOST}:${data.DB_PORT}/${data.DB_NAME}`;
  return {
    host: data.KONTOR_HOST,
    port: data.KONTOR_PORT,
    dataDir,
    environment: data.KONTOR_ENV,
    databaseUrl: data.DATABASE_URL ?? mysql ?? `sqlite:${join(dataDir, `kontor-${data.KONTOR_ENV}.sqlite`)}`,
    redisUrl: data.REDIS_URL ?? null,
    trustProxy: data.KONTOR_TRUST_PROXY.split(',').filter(Boolean),
    logLevel: data.KONTOR_LOG_LEVEL,
    legacyUrl: data.KONTOR_LEGACY_URL ?? null,
    smtpUrl: data.KONTOR_SMTP_URL ?? null,
    mailFrom: data.KONTOR_MAIL_FROM ?? null,
    webUrl: data.KONTOR_WEB_URL ?? null,
  };
}
