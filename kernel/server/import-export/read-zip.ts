import { crc32, createInflateRaw } from 'node:zlib';
import { kernelErrors } from '#kernel/contract/index.ts';

/** One file of an archive. */
interface ZipEntry {
  method: number;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
}

/** An archive in memory; its files come unpacked in pieces. */
export interface ZipArchive {
  has(name: string): boolean;
  /** Throws 422 `kernel.unreadableFile` when the content is not what the directory says: size, checksum, method. */
  read(name: string): AsyncGenerator<Buffer>;
}

export interface ZipLimits {
  /** Bytes that all files together may have unpacked. */
  unpacked: number;
  files: number;
}

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSize = 22;
const longestComment = 0xffff;
const stored = 0;
const deflated = 8;
const encrypted = 1;

/**
 * Reads an archive's directory. Throws 422 `kernel.unreadableFile` when it is none, 413 `kernel.bodyTooLarge` when it
 * would unpack to more than `limits` allow; nothing is unpacked before that is known (PRD-SEC: ZIP bombs).
 */
export function openZip(content: Uint8Array, limits: ZipLimits): ZipArchive {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const entries = readDirectory(bytes, limits);
  return {
    has: (name) => entries.has(name),
    read: (name) => {
      const entry = entries.get(name);
      if (!entry) throw kernelErrors.unreadableFile();
      return unpack(bytes, entry);
    },
  };
}

function readDirectory(bytes: Buffer, limits: ZipLimits): Map<string, ZipEntry> {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.files) throw kernelErrors.bodyTooLarge();
  const entries = new Map<string, ZipEntry>();
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature) throw kernelErrors.unreadableFile();
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const entry = {
      method: bytes.readUInt16LE(at + 8) & encrypted ? -1 : bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      compressed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    total += entry.size;
    if (total > limits.unpacked) throw kernelErrors.bodyTooLarge();
    // Two files of one name: readers would not agree which of them counts.
    if (entries.has(name)) throw kernelErrors.unreadableFile();
    entries.set(name, entry);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const last = bytes.length - endSize;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (bytes.readUInt32LE(at) === endSignature) return at;
  }
  throw kernelErrors.unreadableFile();
}

async function* unpack(bytes: Buffer, { method, crc, compressed, size, offset }: ZipEntry): AsyncGenerator<Buffer> {
  const isLocal = offset + 30 <= bytes.length && bytes.readUInt32LE(offset) === localSignature;
  if (!isLocal || (method !== stored && method !== deflated)) throw kernelErrors.unreadableFile();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + compressed);
  let sum = 0;
  let length = 0;
  for await (const piece of method === stored ? [packed] : inflated(packed)) {
    length += piece.length;
    // What unpacks to more than it says has lied about its size.
    if (length > size) break;
    sum = crc32(piece, sum);
    yield piece;
  }
  if (length !== size || sum !== crc) throw kernelErrors.unreadableFile();
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  inflate.end(packed);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    throw Object.assign(kernelErrors.unreadableFile(), { cause: error });
  }
}
