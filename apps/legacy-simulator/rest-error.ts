/** One entry of `__ERROR`. */
export interface RestErrorEntry {
  message: string;
  componentSignature: 'dbmg';
  errCode: number;
}

/** An answer of the 4D server that is an error: an HTTP status with its stack of error entries. */
export class RestError extends Error {
  readonly status: number;
  readonly entries: RestErrorEntry[];

  constructor(status: number, ...errors: [errCode: number, message: string][]) {
    super(errors.map(([, message]) => message).join('; '));
    this.status = status;
    this.entries = errors.map(([errCode, message]) => ({ message, componentSignature: 'dbmg', errCode }));
  }

  get body(): string {
    return JSON.stringify({ __ERROR: this.entries });
  }
}

export function unknownDataClass(name: string): RestError {
  return new RestError(404, [1800, `The "${name}" dataclass cannot be found in the datastore`]);
}

export function unknownAttribute(attribute: string, table: string): RestError {
  return new RestError(400, [1500, `The "${attribute}" attribute cannot be found in the "${table}" dataclass`]);
}

export function invalidQuery(errCode: number, message: string): RestError {
  return new RestError(400, [errCode, message], [1203, 'The query cannot be completely analyzed']);
}
