import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import {
  AppError,
  type FieldProblem,
  kernelErrors,
  type Language,
  messageIdOf,
  type Problem,
  type ToldProblem,
} from '#kernel/contract/index.ts';
import type { App } from '../app.ts';
import type { Ctx } from '../ctx.ts';
import { mayRead } from '../query.ts';
import type { Served } from '../served.ts';

/** Fastify's own refusals, by their code. */
const translations: Record<string, () => AppError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: kernelErrors.bodyTooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: kernelErrors.unsupportedMediaType,
  FST_ERR_CTP_INVALID_JSON_BODY: kernelErrors.malformedBody,
  FST_ERR_CTP_EMPTY_JSON_BODY: kernelErrors.malformedBody,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: kernelErrors.malformedBody,
};

export function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>;
  const known = translations[code];
  if (known) return known();
  return statusCode >= 400 && statusCode < 500 ? kernelErrors.malformedBody() : null;
}

/** A field's problem with its sentence in the reader's language. */
export const tell = (app: App, problem: FieldProblem, language: Language): ToldProblem => ({
  ...problem,
  message: app.texts.say(language, messageIdOf(problem), problem.params ?? {}),
});

/** Warnings about a written record. One at a field that the actor may not see would tell him what stands there. */
export const tellWarnings = (ctx: Ctx, { resource }: Served, warnings: readonly FieldProblem[]): ToldProblem[] =>
  warnings
    .filter(({ path }) => {
      const [name = '', , inner = ''] = path.split('.');
      const field = resource.fields[name];
      return [field, field?.fields?.[inner]].every((spec) => !spec || mayRead(ctx, { spec }));
    })
    .map((warning) => tell(ctx.app, warning, ctx.language));

/** An error as the problem document of RFC 9457, with sentences in the reader's language (PRD-US19). */
export function problemOf(
  app: App,
  error: AppError,
  language: Language,
  requestId: string,
): Problem & Record<string, unknown> {
  return {
    type: `urn:kontor:error:${error.code}`,
    title: app.texts.say(language, messageIdOf(error), error.params),
    status: error.status,
    code: error.code,
    params: error.params,
    ...(error.fields.length > 0 && {
      fields: error.fields.map((field) => tell(app, field, language)),
    }),
    requestId,
    ...error.extra,
  };
}

export function sendProblem(app: App, request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  let fault = asAppError(error);
  if (!fault) {
    // The cause stays in the log; the client gets a sentence and the request id to quote.
    request.log.error({ err: error }, 'unexpected error');
    fault = kernelErrors.internal();
  } else if (fault.status >= 500) request.log.warn({ err: error }, fault.code);
  if (fault.status === 503) void reply.header('retry-after', '2');
  if (fault.status === 429) void reply.header('retry-after', String(fault.params.seconds ?? 60));
  void reply
    .code(fault.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(app, fault, request.language, request.id)));
}
