import { announceSetUp } from '#modules/identity/server/index.ts';
import { startServer } from './compose.ts';
import { readConfig } from './config.ts';
import { endOnSignal } from './end-on-signal.ts';

/** `npm start`: the production server. */
const config = readConfig();
const server = await startServer(config);
console.log(`Kontor is ready at ${server.url}`);
const setUpLink = await announceSetUp(server.app, server.url);
if (setUpLink)
  console.log(`Nobody can sign in yet. Set up the first administrator here, once and within a day:\n${setUpLink}`);
endOnSignal(server.close);
