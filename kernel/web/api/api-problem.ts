import type { Problem } from '../../contract/index.ts';

/** The server's answer was a problem document; `problem.title` is a sentence in the reader's language. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** No answer came: the network is gone, the server is down, or it took too long. The request may or may not have had its effect. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';
  readonly timedOut: boolean;

  constructor(cause: unknown) {
    super('network failure', { cause });
    this.timedOut = cause instanceof DOMException && cause.name === 'TimeoutError';
  }
}

export const isProblem = (error: unknown, code: string): error is ApiProblem =>
  error instanceof ApiProblem && error.code === code;

/** Field messages by path (`quantity`, `lines.2.quantity`). */
export function fieldMessages(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries((error.problem.fields ?? []).map((field) => [field.path, field.message]));
}
