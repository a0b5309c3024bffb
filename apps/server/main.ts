import { announceSetUp } from '#modules/identity/server/index.ts';
import { startServer } from './compose.ts';
import { readConfig } from './config.ts';
import { endOnSignal } from './end-on-signal.ts';

/** `npm start`: the production server. */
const config = readConfig();
const server = await startServer(config);
console.log(`Kontor is ready at ${server.url}`);
await announceSetUp(server.app, server.url);
endOnSignal(server.close);
