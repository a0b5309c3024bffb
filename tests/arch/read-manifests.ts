import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Manifest } from './boundary-rules.ts';

/** A folder under `modules/` with what its `module.ts` says; `null` where there is none. */
export interface ModuleFolder {
  readonly folder: string;
  readonly manifest: Manifest | null;
}

function asManifest(file: string, loaded: unknown): Manifest {
  const { name, depends } = (loaded ?? {}) as Partial<Manifest>;
  if (typeof name !== 'string' || !Array.isArray(depends)) {
    throw new Error(`${file} must export const module = { name: '…', depends: [ … ] } as const`);
  }
  return { name, depends };
}

/** Reads `modules/<folder>/module.ts` of every folder below `root`, in alphabetical order. */
export async function readModuleFolders(root: string): Promise<ModuleFolder[]> {
  const modules = join(root, 'modules');
  if (!existsSync(modules)) return [];
  const folders = readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    folders.map(async (folder) => {
      const file = join(modules, folder, 'module.ts');
      if (!existsSync(file)) return { folder, manifest: null };
      const loaded = (await import(pathToFileURL(file).href)) as { module?: unknown };
      return { folder, manifest: asManifest(file, loaded.module) };
    }),
  );
}

/** The manifests for the boundary rules; a folder without one counts as a module without dependencies. */
export async function readManifests(root: string): Promise<Manifest[]> {
  const folders = await readModuleFolders(root);
  return folders.map(({ folder, manifest }) => manifest ?? { name: folder, depends: [] });
}
