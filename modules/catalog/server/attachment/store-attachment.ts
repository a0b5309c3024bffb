import { extname } from 'node:path';
import { kernelErrors, type StoredFile } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import { archiveFile } from '#kernel/server/files.ts';

/** What a browser may show by itself, by the bytes such a file begins with; all else is only ever downloaded. */
const shown: Readonly<Record<string, { mediaType: string; begins: readonly string[] }>> = {
  '.pdf': { mediaType: 'application/pdf', begins: ['%PDF-'] },
  '.png': { mediaType: 'image/png', begins: ['\x89PNG\r\n'] },
  '.jpg': { mediaType: 'image/jpeg', begins: ['\xff\xd8\xff'] },
  '.jpeg': { mediaType: 'image/jpeg', begins: ['\xff\xd8\xff'] },
  '.gif': { mediaType: 'image/gif', begins: ['GIF87a', 'GIF89a'] },
  '.webp': { mediaType: 'image/webp', begins: ['RIFF'] },
};

/**
 * Keeps a file for a product or variant; whoever may read those may read it. It is theirs once they name it.
 *
 * @throws kernelErrors.fileTypeMismatch for content that is not what the name says, kernelErrors.unreadableFile when empty
 */
export async function storeAttachment(
  ctx: Ctx,
  file: { name: string; resource: string; content: Uint8Array },
): Promise<StoredFile> {
  if (file.content.byteLength === 0) throw kernelErrors.unreadableFile();
  const extension = extname(file.name).toLowerCase();
  const kind = shown[extension];
  const head = Buffer.from(file.content.subarray(0, 16)).toString('latin1');
  const isOf = (name: string) => shown[name]?.begins.some((begin) => head.startsWith(begin)) ?? false;
  if (kind && !isOf(extension)) {
    const found = Object.keys(shown).find(isOf) ?? '?';
    throw kernelErrors.fileTypeMismatch({
      expected: extension.slice(1).toUpperCase(),
      found: found.replace('.', '').toUpperCase(),
    });
  }
  const mediaType = kind?.mediaType ?? 'application/octet-stream';
  return withTransaction(ctx, (tx) => archiveFile(tx, { ...file, mediaType, recordId: null }));
}
