import { ensureChromium } from './chromium.ts';
import { ensureMariaDb } from './mariadb.ts';
import { ensureRedis } from './redis.ts';

export const serviceNames = ['mariadb', 'redis', 'chromium'] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface StartedServices {
  /** What a command needs in its environment to find the services. */
  readonly env: Record<string, string>;
  readonly stop: () => Promise<void>;
}

interface Started {
  readonly variable: string;
  readonly value: string;
  readonly stop: () => Promise<void>;
}

const starters: Record<ServiceName, () => Promise<Started>> = {
  mariadb: async () => {
    const { url, stop } = await ensureMariaDb();
    return { variable: 'KONTOR_TEST_MYSQL_URL', value: url, stop };
  },
  redis: async () => {
    const { url, stop } = await ensureRedis();
    return { variable: 'KONTOR_TEST_REDIS_URL', value: url, stop };
  },
  chromium: async () => ({ variable: 'KONTOR_TEST_CHROMIUM', value: await ensureChromium(), stop: async () => {} }),
};

/** Starts the named services side by side. When one does not start, the others are stopped and its error is thrown. */
export async function startServices(names: readonly ServiceName[]): Promise<StartedServices> {
  const outcomes = await Promise.allSettled(names.map((name) => starters[name]()));
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async () => {
    await Promise.all(started.map((service) => service.stop()));
  };
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { env: Object.fromEntries(started.map(({ variable, value }) => [variable, value])), stop };
}
