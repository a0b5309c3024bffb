import { startServices } from './start-services.ts';

/** Vitest's global setup of the project `e2e`: its worker inherits the path of Chromium. */
export default async function setup(): Promise<void> {
  const { env } = await startServices(['chromium']);
  Object.assign(process.env, env);
}
