/** One request under `/rest`, with what was answered; `status` 0 means that the connection was cut. */
export interface LoggedRequest {
  method: string;
  /** Decoded path and query. */
  url: string;
  status: number;
}

const longest = 10_000;

/** What clients asked for: the last 10,000 requests, and totals since the start or the last `clear`. */
export class RequestLog {
  entries: LoggedRequest[] = [];
  total = 0;
  /** Requests that would have written to the legacy system. There must never be one. */
  writeAttempts: LoggedRequest[] = [];

  add(request: LoggedRequest, isWrite: boolean): void {
    this.total++;
    this.entries.push(request);
    if (this.entries.length > longest) this.entries.shift();
    if (isWrite) this.writeAttempts.push(request);
  }

  clear(): void {
    this.entries = [];
    this.total = 0;
    this.writeAttempts = [];
  }
}
