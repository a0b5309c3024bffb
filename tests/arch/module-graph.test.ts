import { describe, expect, it } from 'vitest';
import type { Manifest } from './boundary-rules.ts';
import { readModuleFolders } from './read-manifests.ts';
import { root } from './source-files.ts';

/** The first way round that comes back to where it began, or `null`: `['sales', 'stock', 'sales']`. */
function findCycle(manifests: readonly Manifest[]): string[] | null {
  const depends = new Map(manifests.map((manifest) => [manifest.name, manifest.depends]));
  const cleared = new Set<string>();
  const walk = (name: string, way: readonly string[]): string[] | null => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (cleared.has(name)) return null;
    for (const dependency of depends.get(name) ?? []) {
      const cycle = walk(dependency, [...way, name]);
      if (cycle) return cycle;
    }
    cleared.add(name);
    return null;
  };
  for (const { name } of manifests) {
    const cycle = walk(name, []);
    if (cycle) return cycle;
  }
  return null;
}

describe('findCycle', () => {
  it('names the modules of a cycle, also one that no entry point is part of', () => {
    const cyclic = [
      { name: 'shop', depends: ['sales'] },
      { name: 'sales', depends: ['stock'] },
      { name: 'stock', depends: ['catalog', 'sales'] },
      { name: 'catalog', depends: [] },
    ];
    expect(findCycle(cyclic)).toEqual(['sales', 'stock', 'sales']);
  });

  it('accepts two ways to the same module', () => {
    const diamond = [
      { name: 'invoicing', depends: ['sales', 'purchasing'] },
      { name: 'sales', depends: ['party'] },
      { name: 'purchasing', depends: ['party'] },
      { name: 'party', depends: [] },
    ];
    expect(findCycle(diamond)).toBeNull();
  });
});

describe('the modules', async () => {
  const folders = await readModuleFolders(root);
  const manifests = folders.flatMap(({ manifest }) => manifest ?? []);
  const names = manifests.map(({ name }) => name);

  it('have a manifest each, named after the folder', () => {
    expect(folders.map(({ manifest }) => manifest?.name ?? null)).toEqual(folders.map(({ folder }) => folder));
  });

  it('depend on modules that exist, each named once, none on itself', () => {
    const wrong = manifests.flatMap(({ name, depends }) =>
      depends
        .filter((other, index) => !names.includes(other) || other === name || depends.indexOf(other) !== index)
        .map((other) => `${name} → ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it('form a graph without cycles', () => {
    expect(findCycle(manifests)).toBeNull();
  });
});
