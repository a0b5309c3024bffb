import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ModuleContract } from '#kernel/contract/index.ts';
import type { App } from './app.ts';
import type { Ctx } from './ctx.ts';
import type { Subscription } from './events.ts';
import type { JobDefinition } from './jobs.ts';
import type { ServedDefinition } from './served.ts';
import type { TimedWork } from './timed.ts';

/** What a handler answers: JSON with a status, or bytes. */
export interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface RouteDefinition<B extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, with `:id` parameters. */
  path: string;
  /** Who may call it: a permission, any signed-in user, or anybody. There is no default. */
  access: { permission: string } | 'signedIn' | 'public';
  summary: string;
  /** Carries a password or token: an Idempotency-Key is ignored, so that neither question nor answer is kept. */
  confidential?: boolean;
  body?: B;
  query?: Q;
  response?: z.ZodType;
  handle(
    ctx: Ctx,
    input: { body: z.output<B>; query: z.output<Q>; params: Record<string, string>; request: FastifyRequest },
  ): Promise<Answer>;
}
export type AnyRoute = RouteDefinition;

/** A route beside those of the resources; `defineRoute` keeps the types of body and query. */
export const defineRoute = <B extends z.ZodType, Q extends z.ZodType>(route: RouteDefinition<B, Q>): AnyRoute =>
  route as unknown as AnyRoute;

export interface ModuleServer {
  contract: ModuleContract;
  /** Resources with behaviour; the others of the contract are served as they are. */
  resources: readonly ServedDefinition[];
  routes: readonly AnyRoute[];
  subscriptions: readonly Subscription[];
  jobs: readonly JobDefinition[];
  /** What is done by the clock, or soon after records changed. */
  timed: readonly TimedWork[];
  /** Records without which the module does not work (currency, tax rates); idempotent, run after each migration. */
  seed?(ctx: Ctx): Promise<void>;
  /** Runs once the application is composed. */
  start?(app: App): void | Promise<void>;
  /** Runs when the application ends. */
  stop?(app: App): void | Promise<void>;
}

/** The server door of a module. */
export function defineServer(
  contract: ModuleContract,
  parts: Partial<Omit<ModuleServer, 'contract'>> = {},
): ModuleServer {
  return { contract, resources: [], routes: [], subscriptions: [], jobs: [], timed: [], ...parts };
}
