/** Values that an error's sentence names, e.g. the number of the order. Never secret, never technical. */
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** One field's fault or warning. `path` is the field's name, or `lines.2.quantity`; empty for the record as a whole. */
export interface FieldProblem {
  path: string;
  code: string;
  params?: ErrorParams;
  /** A warning lets the record pass; its sentence lies under `warning.<code>`. Absent: an error. */
  level?: 'warning';
}

/** A problem with its sentence, in the reader's language. */
export type ToldProblem = FieldProblem & { message: string };

/** Message id of a problem's sentence. */
export const messageIdOf = ({ level, code }: Pick<FieldProblem, 'level' | 'code'>): string =>
  `${level ?? 'error'}.${code}`;

/** An RFC 9457 problem as Kontor sends it: `code` is stable, `title` a sentence in the reader's language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  params: ErrorParams;
  fields?: ToldProblem[];
  requestId?: string;
  /** stale version: the record as it is now. */
  current?: unknown;
}

/** An expected fault: refused input, missing right, illegal step. The sentence lies in the PO file under `error.<code>`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly status: number;
  readonly params: ErrorParams;
  readonly fields: readonly FieldProblem[];
  /** Further members of the problem document. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    status: number,
    params: ErrorParams = {},
    fields: readonly FieldProblem[] = [],
    extra = {},
  ) {
    super(code);
    this.code = code;
    this.status = status;
    this.params = params;
    this.fields = fields;
    this.extra = extra;
  }
}

type ErrorMakers<D> = { readonly [K in keyof D]: (params?: ErrorParams, fields?: readonly FieldProblem[]) => AppError };
export type ErrorCatalogue<D = Readonly<Record<string, number>>> = ErrorMakers<D> & {
  readonly codes: readonly string[];
};

/**
 * Declares a module's errors by name and HTTP status: `defineErrors('sales', { orderHasNoLines: 422 })`
 * gives `salesErrors.orderHasNoLines()` with the code `sales.orderHasNoLines`.
 */
export function defineErrors<const D extends Readonly<Record<string, number>>>(
  module: string,
  statuses: D,
): ErrorCatalogue<D> {
  const makers: Record<string, unknown> = { codes: Object.keys(statuses).map((name) => `${module}.${name}`) };
  for (const [name, status] of Object.entries(statuses)) {
    makers[name] = (params?: ErrorParams, fields?: readonly FieldProblem[]) =>
      new AppError(`${module}.${name}`, status, params, fields);
  }
  return makers as ErrorCatalogue<D>;
}

/** The warnings a module's rules may give, by code; for the meta-test that looks for their sentences. */
export interface WarningCatalogue {
  readonly codes: readonly string[];
}

/** Declares a module's warnings: `defineWarnings('party', ['vatIdMissing'])`, given by `change.warn(path, 'party.vatIdMissing')`. */
export const defineWarnings = (module: string, names: readonly string[]): WarningCatalogue => ({
  codes: names.map((name) => `${module}.${name}`),
});

/** The kernel's own errors. */
export const kernelErrors = defineErrors('kernel', {
  invalidInput: 422,
  malformedBody: 400,
  required: 422,
  unknownField: 422,
  wrongType: 422,
  notADecimal: 422,
  notADate: 422,
  tooLong: 422,
  tooShort: 422,
  tooSmall: 422,
  tooLarge: 422,
  amountTooLarge: 422,
  invalidFormat: 422,
  notAChoice: 422,
  unknownReference: 422,
  ambiguousReference: 422,
  fieldNotPermitted: 403,
  readOnlyField: 422,
  duplicate: 409,
  stillReferenced: 409,
  staleVersion: 409,
  versionRequired: 428,
  notFound: 404,
  routeNotFound: 404,
  methodNotAllowed: 405,
  missingPermission: 403,
  notSignedIn: 401,
  crossSiteRequest: 403,
  illegalTransition: 409,
  invalidFilter: 400,
  invalidSort: 400,
  invalidCursor: 400,
  idempotencyKeyReused: 422,
  idempotencyKeyRunning: 409,
  idempotencyKeyInvalid: 400,
  tooManyRequests: 429,
  bodyTooLarge: 413,
  unsupportedMediaType: 415,
  unreadableFile: 422,
  fileTypeMismatch: 422,
  unknownColumn: 422,
  duplicateColumn: 422,
  tooManyRows: 422,
  ambiguousNumber: 422,
  cellError: 422,
  rowsDiffer: 422,
  insufficient: 409,
  jobRunning: 409,
  busy: 503,
  storageFull: 507,
  unavailable: 503,
  immutable: 409,
  internal: 500,
});
