import type { ErrorKind } from '../errors.ts';

/** A connection that came about and that we, or a proxy on the way, refused: what undici is told instead of a socket. */
export class RefusedConnection extends Error {
  readonly kind: ErrorKind;
  readonly reason: string;

  /** `message`: short technical English, without addresses. */
  constructor(kind: ErrorKind, reason: string, message: string) {
    super(message);
    this.name = 'RefusedConnection';
    this.kind = kind;
    this.reason = reason;
  }
}
