import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: Iterable<string> | AsyncIterable<string>;
}

const deflate = promisify<Buffer, { finishFlush: number }, Buffer>(deflateRaw);
/** Ends a deflate stream of which every piece was flushed to whole bytes. */
const lastBlock = Buffer.of(3, 0);
/** Sizes follow behind the content; names are UTF-8. */
const flags = 0x0808;
const version = 20;
const deflated = 8;
/** 1980-01-01: files do not differ by the minute they were made in. */
const dosDate = 0x21;
/** Beyond this, ZIP needs its 64-bit form. */
const largest = 0xffffffff;

interface Written {
  name: Buffer;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
}

/** A ZIP archive, piece by piece, with nothing kept but the sizes: memory does not grow with the content. */
export async function* zipped(parts: readonly ZipPart[]): AsyncGenerator<Buffer> {
  const directory: Written[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const entry: Written = { name: Buffer.from(name), crc: 0, compressed: 0, size: 0, offset };
    const head = localHeader(entry);
    yield head;
    for await (const text of content) {
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      const piece = await deflate(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
      entry.compressed += piece.length;
      yield piece;
    }
    entry.compressed += lastBlock.length;
    if (entry.size > largest) throw new RangeError(`${name} is too large for a ZIP archive`);
    const tail = Buffer.concat([
      lastBlock,
      numbers([0x08074b50, 4], [entry.crc, 4], [entry.compressed, 4], [entry.size, 4]),
    ]);
    yield tail;
    offset += head.length + entry.compressed + tail.length - lastBlock.length;
    directory.push(entry);
  }
  const central = Buffer.concat(directory.map(centralHeader));
  yield central;
  const count = directory.length;
  yield numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [central.length, 4], [offset, 4], [0, 2]);
}

/** Little-endian unsigned numbers of 2 or 4 bytes. */
function numbers(...values: [value: number, bytes: 2 | 4][]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of values) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

const localHeader = ({ name }: Written): Buffer =>
  Buffer.concat([
    numbers(
      [0x04034b50, 4],
      [version, 2],
      [flags, 2],
      [deflated, 2],
      [0, 2],
      [dosDate, 2],
      [0, 4],
      [0, 4],
      [0, 4],
      [name.length, 2],
      [0, 2],
    ),
    name,
  ]);

const centralHeader = ({ name, crc, compressed, size, offset }: Written): Buffer =>
  Buffer.concat([
    numbers([0x02014b50, 4], [version, 2], [version, 2], [flags, 2], [deflated, 2], [0, 2], [dosDate, 2]),
    numbers(
      [crc, 4],
      [compressed, 4],
      [size, 4],
      [name.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ),
    name,
  ]);
