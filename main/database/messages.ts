import type { Result } from '../errors.ts';
import type { OpenReport } from './open.ts';

/**
 * What a worker is told at its start. `check` looks the file through, says what it found and ends; `vectors` has a file
 * of another kind.
 */
export interface WorkerSetup {
  role: 'write' | 'read' | 'check' | 'vectors';
  file: string;
  /** Milliseconds since the epoch. */
  now: number;
  suspect: boolean;
}

/** To a worker. */
export type Request = { kind: 'call'; id: number; name: string; args: unknown } | { kind: 'close' };

/** From a worker. `opened` comes first; its value is `null` for a connection that only reads. */
export type Reply =
  | { kind: 'opened'; result: Result<OpenReport | null> }
  | { kind: 'answer'; id: number; result: Result<unknown> }
  | { kind: 'indexed'; pending: number }
  | { kind: 'checked'; result: Result<string[]> };
