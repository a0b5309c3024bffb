import type { AppError } from '#kernel/contract/index.ts';

/** A fault that may be gone when one asks again: a cut connection, 5xx, an answer that broke off. */
export class PassingFault extends Error {
  readonly fault: AppError;
  constructor(fault: AppError) {
    super(fault.code, { cause: fault });
    this.fault = fault;
  }
}
