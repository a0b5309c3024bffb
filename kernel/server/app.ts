import type { Logger } from 'pino';
import {
  type AnyResource,
  eventOf,
  type Fields,
  type Language,
  type ModuleContract,
  permissionsOf,
} from '#kernel/contract/index.ts';
import { type Actor, type Ctx, createCtx, systemActor } from './ctx.ts';
import type { Engine } from './db/engine.ts';
import { addGuarded } from './db/statements.ts';
import type { Subscription } from './events.ts';
import { type FileStore, openFileStore } from './files.ts';
import { forgetKeys } from './http/idempotency.ts';
import { importJob } from './import-export/import-job.ts';
import { createJobs, type Jobs } from './jobs.ts';
import type { AnyRoute, ModuleServer } from './module.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { compile, type Served, type ServedDefinition } from './served.ts';
import type { Texts } from './texts.ts';
import { createTimed, type Timed } from './timed.ts';

/** Which records changed; lists and pages that show them fetch them again. No data travels. */
export interface Changed {
  resource: string;
  ids: readonly number[];
  action: string;
  /** The only users it is told to; absent: everybody who watches the resource. */
  users?: readonly number[];
}

/** Who a request comes from. */
export interface Identified {
  actor: Actor;
  language: Language;
  /** Ends with the session: signing out closes the sockets that were opened with it. */
  sessionId: string;
}

export interface Credentials {
  cookie?: string;
  bearer?: string;
  /** Not a person's doing (an open socket is looked at again): does not count as use of the session. */
  passive?: boolean;
}

/** What the identity module does for the kernel, which knows no users. */
export interface IdentityPort {
  /** Resource of the acting users. */
  readonly userResource: string;
  /** From the session cookie or the bearer token; null for nobody. */
  identify(app: App, credentials: Credentials): Promise<Identified | null>;
  /** The actor for work done in a user's name later on. */
  actorOf(app: App, userId: number): Promise<Actor | null>;
  /** Name of the session cookie for a request. */
  cookieName(secure: boolean): string;
}

/** Parts that a harness may replace, to show that its tests would notice (sabotage). */
export interface Ports {
  addGuarded: typeof addGuarded;
}

export interface AppOptions {
  engine: Engine;
  modules: readonly ModuleServer[];
  identity: IdentityPort;
  texts: Texts;
  logger: Logger;
  dataDir: string;
  /** Where timed work looks at the clock; absent: the zone of the machine. */
  timeZone?: string;
  clock?: () => number;
  ports?: Partial<Ports>;
}

export interface App {
  readonly engine: Engine;
  readonly logger: Logger;
  readonly texts: Texts;
  readonly identity: IdentityPort;
  readonly userResource: string;
  readonly modules: readonly ModuleServer[];
  readonly contracts: readonly ModuleContract[];
  readonly resources: readonly Served[];
  readonly routes: readonly AnyRoute[];
  /** Every permission there is, sorted; roles may hold no other. */
  readonly permissions: readonly string[];
  readonly files: FileStore;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly timed: Timed;
  readonly ports: Ports;
  /** Milliseconds since 1970, UTC; tests stop it. */
  readonly clock: () => number;
  /** The resource by name; throws when it is not served here. */
  served(name: string): Served;
  serves(name: string): boolean;
  /** Gives a resource further fields beside the declared ones, in place of those it was given before. */
  extend(name: string, added: Fields): void;
  subscriptions(event: string): readonly Subscription[];
  /** Tells listeners (sockets, caches) what changed, after the commit. */
  changed(change: Changed): void;
  onChanged(listener: (change: Changed) => void): () => void;
  /** Something waits in the outbox or the job queue. */
  wake(): void;
  /** A context of the system itself, for start-up, schedules and commands. */
  systemCtx(requestId?: string): Ctx;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** What the modules say of their resources, with behaviour where there is some. */
const definitionsOf = (modules: readonly ModuleServer[]): ServedDefinition[] =>
  modules.flatMap((module) => {
    const behaviours = new Map(module.resources.map((definition) => [definition.resource.name, definition]));
    return [...module.contract.resources, ...internalResources(module)].map(
      (resource) => behaviours.get(resource.name) ?? { resource, behaviour: { verbs: {} } },
    );
  });

function compileAll(modules: readonly ModuleServer[]): Map<string, Served> {
  const served = new Map<string, Served>();
  for (const definition of definitionsOf(modules)) {
    refuseMissingVerbs(definition.resource, Object.keys(definition.behaviour.verbs));
    served.set(definition.resource.name, compile(definition));
  }
  return served;
}

/** Resources that only the server door knows; anything else must stand in the contract, for its permissions and labels. */
function internalResources({ contract, resources }: ModuleServer): AnyResource[] {
  const others = resources.map(({ resource }) => resource).filter((resource) => !contract.resources.includes(resource));
  for (const { name, internal } of others) if (!internal) throw new Error(`${name} is missing in its contract`);
  return others;
}

function refuseMissingVerbs(resource: AnyResource, served: readonly string[]): void {
  const missing = Object.keys(resource.verbs).filter((verb) => !served.includes(verb));
  if (missing.length > 0) throw new Error(`${resource.name}: verbs without a function: ${missing.join(', ')}`);
}

const permissionsOfAll = (contracts: readonly ModuleContract[]): string[] =>
  [
    ...new Set([
      'data:import',
      'data:export',
      'jobs:manage',
      ...contracts.flatMap((contract) => [...contract.permissions, ...contract.resources.flatMap(permissionsOf)]),
    ]),
  ].sort();

/** Whoever holds a resource holds this object: it stays, and what was made from the declaration is made anew. */
function extend(served: Served, definitions: readonly ServedDefinition[], added: Fields): void {
  const definition = definitions.find(({ resource }) => resource.name === served.resource.name);
  if (!definition) throw new Error(`resource ${served.resource.name} is not served`);
  const { resource, behaviour } = definition;
  Object.assign(served, compile({ resource: { ...resource, fields: { ...resource.fields, ...added } }, behaviour }));
}

/** All events that can be raised; subscribing to another is a mistake of the programmer. */
const eventNames = (served: ReadonlyMap<string, Served>): Set<string> =>
  new Set(
    [...served.values()].flatMap(({ resource }) => [
      ...['created', 'updated', 'deleted'].map((event) => `${resource.name}.${event}`),
      ...Object.keys(resource.verbs).map((verb) => eventOf(resource, verb)),
    ]),
  );

/** The resources of the modules, ready to be served; throws when a verb has no function. */
export const compileModules = (modules: readonly ModuleServer[]): Served[] => [...compileAll(modules).values()];

/** Composes the application from its modules. Nothing listens and nothing runs until `start`. */
export function createApp(options: AppOptions): App {
  const { engine, modules, identity, logger, texts } = options;
  const resources = compileAll(modules);
  const contracts = modules.map((module) => module.contract);
  const subscriptions = new Map<string, Subscription[]>();
  const events = eventNames(resources);
  for (const subscription of modules.flatMap((module) => module.subscriptions)) {
    if (!events.has(subscription.event))
      throw new Error(`${subscription.name} waits for the unknown event ${subscription.event}`);
    subscriptions.set(subscription.event, [...(subscriptions.get(subscription.event) ?? []), subscription]);
  }
  const listeners = new Set<(change: Changed) => void>();
  const app: App = {
    engine,
    modules,
    contracts,
    identity,
    logger,
    texts,
    userResource: identity.userResource,
    resources: [...resources.values()],
    routes: modules.flatMap((module) => module.routes),
    permissions: permissionsOfAll(contracts),
    files: openFileStore(options.dataDir),
    jobs: createJobs(() => app, [importJob, ...modules.flatMap((module) => module.jobs)]),
    outbox: createOutbox(() => app),
    timed: createTimed(() => app, [forgetKeys, ...modules.flatMap((module) => module.timed)], options.timeZone),
    ports: { addGuarded, ...options.ports },
    clock: options.clock ?? Date.now,
    served(name) {
      const found = resources.get(name);
      if (!found) throw new Error(`resource ${name} is not served`);
      return found;
    },
    serves: (name) => resources.has(name),
    extend: (name, added) => extend(app.served(name), definitionsOf(modules), added),
    subscriptions: (event) => subscriptions.get(event) ?? [],
    changed: (change) => {
      for (const listener of listeners) listener(change);
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: () => {
      app.outbox.wake();
      app.jobs.wake();
    },
    systemCtx: (requestId = 'system') => createCtx(app, systemActor, { requestId }),
    async start() {
      for (const module of modules) await module.start?.(app);
      app.timed.start();
      app.outbox.start();
      app.jobs.start();
    },
    async close() {
      await app.jobs.stop();
      await app.outbox.stop();
      await app.timed.stop();
      for (const module of modules.toReversed()) await module.stop?.(app);
      await engine.close();
    },
  };
  return app;
}
