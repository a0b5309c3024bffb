import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FieldSpec, filterOperators, isListable } from '#kernel/contract/index.ts';
import { codecOf } from '#kernel/server/fields/index.ts';
import { anything, type EveryResource, everyResource, openEveryResource, type Wire } from './every-resource.ts';

let every: EveryResource;
beforeAll(async () => {
  every = await openEveryResource();
}, 60_000);
afterAll(() => every.close());

const isSortable = ({ kind }: FieldSpec) => !['json', 'longText', 'lines', 'refs'].includes(kind);

/** The value of a record as a filter writes it. */
const asFilter = (value: unknown): string =>
  encodeURIComponent(String(typeof value === 'object' && value !== null ? (value as { id: number }).id : value));

describe.each(everyResource.map((resource) => [resource.name, resource] as const))(
  'the list of %s',
  (name, resource) => {
    const ask = async (query: string) => {
      const { status, body } = await every.t.call('GET', `/${resource.path}?${query}`, { as: anything });
      return { status, code: body.code, ids: ((body.items ?? []) as Wire[]).map(({ id }) => id) };
    };

    it('is filtered by the fields of the allow-list, with the operators of their kind', async () => {
      const record = await every.plant(name).catch(() => every.sample(name));
      for (const [field, spec] of Object.entries(resource.fields).filter(([, one]) => isListable(one) && !one.secret)) {
        const offered = codecOf(spec).operators;
        const value = record[field];
        for (const operator of filterOperators) {
          const suffix = operator === 'eq' ? '' : `[${operator}]`;
          const given = operator === 'empty' ? String(value === null) : asFilter(value);
          if (value === null && operator !== 'empty') continue;
          if (spec.kind === 'translated' && operator === 'contains') continue;
          const { status, code, ids } = await ask(`filter[${field}]${suffix}=${given}&filter[id]=${record.id}`);
          const what = `${field} ${operator} ${given}`;
          if (!offered.includes(operator)) expect([status, code], what).toEqual([400, 'kernel.invalidFilter']);
          else expect([status, ...ids], what).toEqual(operator === 'ne' ? [200] : [200, record.id]);
        }
      }
    });

    it('is sorted by the fields of the allow-list, either way', async () => {
      for (const field of ['id', 'createdAt', 'updatedAt'])
        expect(await ask(`sort=-${field}`), field).toMatchObject({ status: 200 });
      for (const [field, spec] of Object.entries(resource.fields)) {
        if (!isListable(spec) || !isSortable(spec)) continue;
        for (const sort of [field, `-${field}`]) {
          const page = await ask(`sort=${sort}&limit=1`);
          expect(page, sort).toMatchObject({ status: 200 });
        }
      }
    });

    it('is neither filtered nor sorted by anything else', async () => {
      const hidden = Object.entries(resource.fields).filter(([, spec]) => !isListable(spec) || spec.secret);
      const names = [
        ...hidden.map(([field]) => field),
        ...Object.entries(resource.fields).flatMap(([field, { fields = {} }]) =>
          Object.keys(fields).map((line) => `${field}.${line}`),
        ),
        'version',
        'created_by',
        'constructor',
        '1;--',
      ];
      for (const field of names) {
        const encoded = encodeURIComponent(field);
        expect(await ask(`filter[${encoded}]=1`), field).toMatchObject({ status: 400, code: 'kernel.invalidFilter' });
        expect(await ask(`sort=${encoded}`), field).toMatchObject({ status: 400, code: 'kernel.invalidSort' });
      }
      for (const parameter of ['nonsense', 'constructor', 'toString'])
        expect(await ask(`q=x&${parameter}=1`), parameter).toMatchObject({ status: 400 });
      const columns = await every.t.call('GET', `/${resource.path}/export?fields=id,constructor`, { as: anything });
      expect(columns).toMatchObject({ status: 422, body: { code: 'kernel.unknownColumn' } });
      expect(await ask('filter[id][like]=1')).toMatchObject({ status: 400, code: 'kernel.invalidFilter' });
    });

    it('offers each record by its title', async () => {
      const record = await every.sample(name);
      const { body } = await every.t.call('GET', `/${resource.path}/pick?id=${record.id}`, { as: anything });
      const value = record[resource.title];
      const expected =
        typeof value === 'object' && value !== null
          ? ((value as { title?: string }).title ?? (value as { de: string }).de)
          : value;
      expect(body.items).toMatchObject([{ id: record.id, title: expected }]);
    });
  },
);
