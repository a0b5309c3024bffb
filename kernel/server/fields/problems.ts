import type { z } from 'zod';
import { type AppError, type ErrorParams, type FieldProblem, kernelErrors } from '#kernel/contract/index.ts';

const problem = (path: string, code: string, params?: ErrorParams): FieldProblem => ({
  path,
  code: `kernel.${code}`,
  ...(params && { params }),
});

/** One zod issue as field problems with Kontor's codes. */
function fromIssue(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => problem(path ? `${path}.${key}` : key, 'unknownField'));
    case 'invalid_type':
      return [
        problem(
          path,
          issue.input === undefined || issue.message.includes('received undefined') ? 'required' : 'wrongType',
          { expected: issue.expected },
        ),
      ];
    case 'too_big':
      return [problem(path, issue.origin === 'string' ? 'tooLong' : 'tooLarge', { max: Number(issue.maximum) })];
    case 'too_small':
      return [problem(path, issue.origin === 'string' ? 'tooShort' : 'tooSmall', { min: Number(issue.minimum) })];
    case 'custom': {
      const { code, params } = (issue.params ?? {}) as { code?: string; params?: ErrorParams };
      return [{ path, code: code ?? 'kernel.wrongType', ...(params && { params }) }];
    }
    default:
      return [problem(path, 'wrongType')];
  }
}

/** All that is wrong with an input, at once, as the one error a client gets for it. */
export const invalidInput = (error: z.core.$ZodError): AppError =>
  kernelErrors.invalidInput({}, error.issues.flatMap(fromIssue));
