import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { kernelErrors } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';

const quarter = 15 * 60;
const day = 24 * 3600;

/**
 * How many failures are borne before there is a wait, in seconds. Per account from one address ten, then 15 minutes.
 * Per address more, since a whole office may share one. Per account from anywhere a hundred in a row (NIST 800-63B-4):
 * strangers who use them up lock out strangers only, not the addresses from which the user has worked lately.
 */
export const throttleLimits = {
  place: { points: 10, duration: quarter, blockDuration: quarter },
  address: { points: 100, duration: quarter, blockDuration: quarter },
  account: { points: 100, duration: day, blockDuration: day },
};

/** One try that has been let through. */
export interface Try {
  /** The password was right: the failures before are forgiven. */
  succeeded(): Promise<void>;
}

export interface SignInThrottle {
  /**
   * Counts a try before it is looked at, so that many at once gain nothing.
   * @param isUsual whether the user has lately worked from this address; asked only when the account's own limit is used up.
   * @throws AppError 429 `kernel.tooManyRequests`
   */
  begin(account: string, address: string, isUsual: () => Promise<boolean>): Promise<Try>;
}

export function createThrottle(limits = throttleLimits): SignInThrottle {
  // In the memory of this process; several processes need RateLimiterRedis here, which has the same methods.
  const byPlace = new RateLimiterMemory(limits.place);
  const byAddress = new RateLimiterMemory(limits.address);
  const byAccount = new RateLimiterMemory(limits.account);
  return {
    async begin(account, address, isUsual) {
      const place = `${account}\n${address}`;
      // In this order: who is refused for his address or place uses up nothing of the account's.
      const verdict =
        (await refusal(byAddress.consume(address))) ??
        (await refusal(byPlace.consume(place))) ??
        (await refusal(byAccount.consume(account), isUsual));
      if (verdict) {
        const seconds = Math.ceil(verdict.msBeforeNext / 1000);
        throw kernelErrors.tooManyRequests({ seconds, minutes: Math.ceil(seconds / 60) });
      }
      return {
        succeeded: async () => {
          await Promise.all([byPlace.delete(place), byAccount.delete(account), byAddress.reward(address)]);
        },
      };
    },
  };
}

/** The limiter rejects with its verdict, which `isExcepted` may lift; anything else is a real fault. */
async function refusal(
  consumed: Promise<RateLimiterRes>,
  isExcepted?: () => Promise<boolean>,
): Promise<RateLimiterRes | null> {
  try {
    await consumed;
    return null;
  } catch (verdict) {
    if (verdict instanceof Error) throw verdict;
    return (await isExcepted?.()) ? null : (verdict as RateLimiterRes);
  }
}

const throttles = new WeakMap<App, SignInThrottle>();

/** The application's own throttle. */
export function throttleOf(app: App): SignInThrottle {
  const throttle = throttles.get(app) ?? createThrottle();
  throttles.set(app, throttle);
  return throttle;
}
