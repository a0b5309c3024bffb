import { startServices } from './start-services.ts';

/** Vitest's global setup of the project `mysql`: its workers inherit where MariaDB and Redis answer. */
export default async function setup(): Promise<() => Promise<void>> {
  const { env, stop } = await startServices(['mariadb', 'redis']);
  Object.assign(process.env, env);
  return stop;
}
