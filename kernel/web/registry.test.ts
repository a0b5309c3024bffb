import { describe, expect, it } from 'vitest';
import { type AnyResource, defineContract, defineResource, f } from '../contract/index.ts';
import { defineWeb, partsOf } from './module.ts';
import { IconHome } from './parts/icons.ts';
import { createRegistry, matchPath } from './registry.tsx';

const part = { default: () => null };
const count = defineResource({
  name: 'stock.count',
  path: 'stock/counts',
  title: 'number',
  fields: { number: f.text() },
});
const web = defineWeb({
  pages: [
    { path: 'stock/counts/:id/scan', title: 'stock.page.scan', load: async () => part },
    { path: 'stock/counts/new', title: 'stock.page.new', load: async () => part },
  ],
  parts: [
    partsOf(count, { slots: { aside: [{ load: async () => part }] }, groups: ['a'] }),
    partsOf(count, { slots: { aside: [{ load: async () => part }] }, hidden: ['b'] }),
  ],
});
const module = { name: 'stock', depends: [] };
const registry = createRegistry([{ contract: defineContract(module, { resources: [count] }), icon: IconHome, web }]);

describe('createRegistry', () => {
  it('finds the derived page of a path', () => {
    expect(registry.resolve('stock/counts')?.kind).toBe('list');
    expect(registry.resolve('stock/counts/12')).toMatchObject({ kind: 'record', id: 12 });
    expect(registry.resolve('stock/counts/abc')).toBeNull();
    expect(registry.resolve('stock/counts/12/13')).toBeNull();
    expect(registry.resolve('')).toBeNull();
  });

  it("lets a module's own page win over the derived one", () => {
    expect(registry.resolve('stock/counts/new')?.kind).toBe('page');
    expect(registry.resolve('stock/counts/12/scan')).toMatchObject({ kind: 'page', params: { id: '12' } });
  });

  it('collects the parts several modules add to a resource', () => {
    const parts = registry.parts('stock.count');
    expect(parts.slots.aside).toHaveLength(2);
    expect(parts.groups).toEqual(['a']);
    expect(parts.hidden).toEqual(['b']);
    expect(registry.parts((count as unknown as AnyResource).path).slots.aside).toHaveLength(0);
  });
});

describe('matchPath', () => {
  it('fits names literally and takes what varies', () => {
    expect(matchPath('a/:b', 'a/x%20y')).toEqual({ b: 'x y' });
    expect(matchPath('a/:b', 'c/x')).toBeNull();
  });
});
