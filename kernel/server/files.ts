import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { kernelErrors, type StoredFile } from '#kernel/contract/index.ts';
import type { Ctx } from './ctx.ts';
import { insertRows, selectByIds } from './db/statements.ts';

/** Contents by their SHA-256, below `<data directory>/files`: written once, never changed. */
export interface FileStore {
  /** Puts content on the disk, durably; gives its hash. */
  put(content: Uint8Array): Promise<string>;
  /** Reads content and proves its hash; throws when a byte has changed. */
  get(sha256: string): Promise<Buffer>;
}

const placeOf = (root: string, sha256: string) => join(root, sha256.slice(0, 2), sha256);
const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

export function openFileStore(dataDir: string): FileStore {
  const root = join(dataDir, 'files');
  return {
    async put(content) {
      const sha256 = hashOf(content);
      const place = placeOf(root, sha256);
      await mkdir(dirname(place), { recursive: true });
      const temporary = `${place}.${randomBytes(6).toString('hex')}`;
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, place);
      return sha256;
    },
    async get(sha256) {
      const content = await readFile(placeOf(root, sha256));
      if (hashOf(content) !== sha256) throw new Error(`stored file ${sha256} has been changed`);
      return content;
    },
  };
}

const columns = ['name', 'media_type', 'size', 'sha256', 'resource', 'record_id', 'created_at', 'created_by'];

/** Archives a file for a record; the bytes are on the disk before the row that names them. */
export async function archiveFile(
  ctx: Ctx,
  file: { name: string; mediaType: string; content: Uint8Array; resource: string; recordId: number | null },
): Promise<StoredFile> {
  const sha256 = await ctx.app.files.put(file.content);
  const size = file.content.byteLength;
  const cells = [file.name, file.mediaType, size, sha256, file.resource, file.recordId, ctx.app.clock(), ctx.actor.id];
  const [id = 0] = await insertRows(ctx.db, ctx.app.engine.dialect, 'kernel_file', columns, [cells]);
  return { id, name: file.name, mediaType: file.mediaType, size, sha256 };
}

/** The description of a file and what it belongs to; 404 when there is none. */
export async function fileById(
  ctx: Ctx,
  id: number,
): Promise<StoredFile & { resource: string; recordId: number | null }> {
  const [row] = await selectByIds(ctx.db, 'kernel_file', ['id', ...columns], [id], false);
  if (!row) throw kernelErrors.notFound();
  return {
    id,
    name: String(row.name),
    mediaType: String(row.media_type),
    size: Number(row.size),
    sha256: String(row.sha256),
    resource: String(row.resource),
    recordId: row.record_id === null ? null : Number(row.record_id),
  };
}
