import { modules } from '#apps/server/modules.ts';
import type { AnyResource, FieldSpec, Fields } from '#kernel/contract/index.ts';
import { trusted } from '#kernel/server/ctx.ts';
import { codecOf } from '#kernel/server/fields/index.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { createRows } from '#kernel/server/write.ts';
import { demoServer } from './every-kind.ts';
import { specialCare } from './special-care.ts';
import { validValues } from './valid-values.ts';

/** A record as JSON. */
export type Wire = Record<string, unknown> & { id: number; version: number };

/** Every module there is, and one with all that a resource can have. */
export const everyModule = [...modules, demoServer];
/** Every resource that has routes. */
export const everyResource: readonly AnyResource[] = everyModule.flatMap(({ contract }) => contract.resources);
/** The resources with an operation. */
export const thoseThat = (operation: AnyResource['operations'][number]): readonly AnyResource[] =>
  everyResource.filter(({ operations }) => operations.includes(operation));

/** May do everything; user 1. */
export const anything = '1:*';

/** The whole application with its seeds, and a valid record of any resource. */
export interface EveryResource {
  t: TestApp;
  /** Wire values for every field a client may set at creation, or with an odd `n` in a change. */
  values(resource: AnyResource, n: number): Promise<Record<string, unknown>>;
  /** An even number that nobody has had yet. */
  next(): number;
  /** A new record (the one there is, where there can be no second), as a client would make it; else {@link plant}ed. */
  sample(name: string): Promise<Wire>;
  /** A new record with a value in every field, read-only and secret ones too, through the write path itself. */
  plant(name: string, given?: Record<string, unknown>): Promise<Wire>;
  get(resource: AnyResource, id: number): Promise<Wire>;
  post(url: string, body?: unknown): Promise<Wire>;
  close(): Promise<void>;
}

const sets = (change: boolean) => (spec: FieldSpec) =>
  !spec.readOnly && !spec.secret && spec.kind !== 'json' && !(change && spec.createOnly);
const isTold = (spec: FieldSpec) => spec.kind !== 'state';

/** Wire values → stored ones, also of fields that no client may set. */
function storedValues(fields: Fields, wire: Record<string, unknown>): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(wire)) {
    const spec = fields[name];
    if (!spec) throw new Error(`there is no field ${name}`);
    if (spec.kind === 'lines')
      stored[name] = (value as Record<string, unknown>[]).map((line) => storedValues(spec.fields ?? {}, line));
    else stored[name] = codecOf(spec).accepts(spec).parse(value);
  }
  return stored;
}

export async function openEveryResource(): Promise<EveryResource> {
  const t = await testApp(everyModule, { clock: () => Date.parse('2026-11-23T09:00:00Z') });
  for (const module of everyModule) await module.seed?.(t.ctx);
  const every = new World(t);
  return every;
}

class World implements EveryResource {
  readonly t: TestApp;
  #n = 0;
  readonly #anchors = new Map<string, number>();
  readonly #making = new Set<string>();

  constructor(t: TestApp) {
    this.t = t;
  }

  next(): number {
    this.#n += 2;
    return this.#n;
  }

  values(resource: AnyResource, n: number): Promise<Record<string, unknown>> {
    return this.#values(resource, n, sets(n % 2 === 1));
  }

  async #values(resource: AnyResource, n: number, pick: (spec: FieldSpec) => boolean) {
    const given = (await specialCare[resource.name]?.values?.(n, this)) ?? {};
    const isLeft = ([name, spec]: [string, FieldSpec]) => !(name in given) && pick(spec);
    const open = Object.fromEntries(Object.entries(resource.fields).filter(isLeft));
    const isUniqueTogether = new Set(resource.unique?.flat());
    const fresh = new Set(Object.entries(open).flatMap(([name, spec]) => (isUniqueTogether.has(name) ? [spec] : [])));
    const find = (spec: FieldSpec) =>
      fresh.has(spec) ? this.sample(spec.target ?? '').then(({ id }) => id) : this.#anchor(spec.target ?? '');
    const chosen = Object.fromEntries(
      Object.entries(given).filter(
        ([name, value]) => value !== undefined && pick(resource.fields[name] ?? { kind: 'json' }),
      ),
    );
    return { ...(await validValues(open, n, find, pick)), ...chosen };
  }

  /** The record that references point to: the first that the seeds brought along, else one of our own. */
  async #anchor(target: string): Promise<number | null> {
    const known = this.#anchors.get(target);
    if (known !== undefined) return known;
    const { table } = this.t.app.served(target);
    const seeded = await this.t.ctx.db.selectFrom(table).select('id').orderBy('id').executeTakeFirst();
    // A category cannot be the parent of the first category.
    if (!seeded && this.#making.has(target)) return null;
    const id = seeded ? Number(seeded.id) : (await this.sample(target)).id;
    this.#anchors.set(target, id);
    return id;
  }

  async sample(name: string): Promise<Wire> {
    const { resource, table } = this.t.app.served(name);
    if (specialCare[name]?.isSingle) {
      const only = await this.t.ctx.db.selectFrom(table).select('id').executeTakeFirst();
      if (only) return this.get(resource, Number(only.id));
    }
    if (!resource.operations.includes('create')) return this.plant(name);
    this.#making.add(name);
    const body = await this.values(resource, this.next());
    this.#making.delete(name);
    return this.post(`/${resource.path}`, body);
  }

  async plant(name: string, given: Record<string, unknown> = {}): Promise<Wire> {
    const served = this.t.app.served(name);
    this.#making.add(name);
    const wire = { ...(await this.#values(served.resource, this.next(), isTold)), ...given };
    this.#making.delete(name);
    const [row] = await createRows(trusted(this.t.ctx), served, [storedValues(served.resource.fields, wire)]);
    return this.get(served.resource, row?.id ?? 0);
  }

  async get({ path }: AnyResource, id: number): Promise<Wire> {
    const answer = await this.t.call('GET', `/${path}/${id}`, { as: anything });
    if (answer.status !== 200) throw new Error(`${path}/${id}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Wire;
  }

  async post(url: string, body: unknown = {}): Promise<Wire> {
    const answer = await this.t.call('POST', url, { as: anything, body });
    if (answer.status >= 300) throw new Error(`${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Wire;
  }

  close(): Promise<void> {
    return this.t.close();
  }
}
