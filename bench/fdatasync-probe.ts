import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const block = Buffer.alloc(4096, 1);

/** How many appended 4-kB blocks this disk makes durable in a second, right now. */
export function fdatasyncPerSecond(folder: string, seconds = 1): number {
  const file = join(folder, 'fdatasync-probe');
  const handle = openSync(file, 'w');
  const end = performance.now() + seconds * 1000;
  let count = 0;
  while (performance.now() < end) {
    writeSync(handle, block);
    fdatasyncSync(handle);
    count++;
  }
  closeSync(handle);
  rmSync(file);
  return count / seconds;
}
