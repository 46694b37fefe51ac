import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What may be logged, and nothing else: names, kinds, counts and times. There is no field for text, addresses, names
 * of people or tokens, so that none can get in by mistake.
 */
export interface LogFields {
  readonly command?: string;
  readonly kind?: string;
  readonly reason?: string;
  readonly status?: number;
  readonly count?: number;
  readonly ms?: number;
  readonly code?: string | number;
  readonly exitReason?: string;
  readonly version?: string;
  /** Name of an error class and the functions it passed through; never its message, which may quote content. */
  readonly stack?: string;
}

export type LogEvent =
  | 'app.started'
  | 'app.ready'
  | 'app.uncaught'
  | 'ipc.fault'
  | 'window.crashed'
  | 'window.preloadFailed'
  | 'child.gone'
  | 'store.opened'
  | 'store.failed'
  | 'sync.failed'
  | 'runs.failed'
  | 'health.failed'
  | 'hotkey.failed'
  | 'loginItem.failed'
  | 'demo.started'
  | 'link.refused';

export type Log = (event: LogEvent, fields?: LogFields) => void;

const MAX_BYTES = 1_000_000;

/** Appends one JSON line per event to `file`, keeping one older file of the same size. Never throws. */
export function createFileLog(file: string, now: () => number): Log {
  return (event, fields = {}) => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      rotate(file);
      appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...fields })}\n`);
    } catch {
      // A full or read-only disk must not stop the program from running.
    }
  };
}

/** The class and the call path of an error, without its message. */
export function errorTrace(cause: unknown): Pick<LogFields, 'stack'> {
  if (!(cause instanceof Error)) return { stack: typeof cause };
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const calls = frames
    .slice(0, 8)
    .map((line) => line.trim().replace(/\(?(?:file:|node:|[A-Za-z]:\\|\/).*[\\/]([^\\/)]+)\)?$/, '$1'));
  return { stack: [cause.name, ...calls].join(' | ') };
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(file, `${file}.1`);
}
