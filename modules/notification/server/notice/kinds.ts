import type { NoticeKind } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';

/** Every kind of notice that a module declares, in the order of the modules. */
export const kindsOf = (app: App): NoticeKind[] => app.contracts.flatMap(({ notices }) => notices);

/** Those that the actor is told of. */
export const ownKinds = (ctx: Ctx): NoticeKind[] => kindsOf(ctx.app).filter(({ permission }) => can(ctx, permission));
