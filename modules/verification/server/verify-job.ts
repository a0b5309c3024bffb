import type { JobDefinition } from '#kernel/server/jobs.ts';
import { tell } from '#modules/notification/server/index.ts';
import { booksBroken, type Finding, verifyJob } from '../contract/index.ts';
import { verify } from './verify.ts';

/** Looks through all books; who answers for them is told of what is broken. */
export const verification: JobDefinition = {
  kind: verifyJob,
  exclusive: true,
  run: async (ctx): Promise<Finding[]> => {
    const findings = await verify(ctx.app.engine);
    const broken = findings.filter(({ count }) => count > 0);
    if (broken.length > 0) {
      ctx.app.logger.error({ broken }, 'broken invariants');
      const params = { count: broken.length };
      await tell(ctx, [{ kind: booksBroken, params, path: 'verification/books' }]);
    }
    return findings;
  },
};
