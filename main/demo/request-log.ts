/** One request as it was received. Never a body, never a header: those hold passwords and tokens. */
export interface LoggedRequest {
  /** Milliseconds since the epoch. */
  at: number;
  method: string;
  path: string;
  /** The query of API calls; elsewhere it may hold a sign-in token and is left out. */
  query: string;
  /** Null while unanswered, and for ever when the connection was cut. */
  status: number | null;
}

const KEPT = 5_000;

/** The last requests, oldest first. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  /** Notes a request; the returned function notes its answer. */
  add(request: Omit<LoggedRequest, 'status'>): (status: number) => void {
    const entry: LoggedRequest = { ...request, status: null };
    this.#requests.push(entry);
    if (this.#requests.length > KEPT) this.#requests = this.#requests.slice(-KEPT / 2);
    return (status) => {
      entry.status = status;
    };
  }

  list(): readonly LoggedRequest[] {
    return this.#requests;
  }
}
