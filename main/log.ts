import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { cleanFields, type LogFields } from './diagnostics/log-fields.ts';

export { errorTrace, type LogFields } from './diagnostics/log-fields.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Every event there is, and how grave it is. */
const LEVELS = {
  'app.started': 'info',
  'app.ready': 'info',
  'app.uncaught': 'error',
  /** The last line of a run; `ms` since somebody wanted it to end. */
  'app.ended': 'info',
  'ipc.fault': 'error',
  /** A command answered with an error: what a person was told. */
  'command.failed': 'warn',
  /** A message could not be sent, or nobody knows whether it was. */
  'message.failed': 'warn',
  /** A command took long to answer. */
  'command.slow': 'debug',
  'window.crashed': 'error',
  'window.preloadFailed': 'error',
  /** A page has not reacted for long. */
  'window.hung': 'warn',
  'child.gone': 'error',
  /** Drawing with the graphics card failed again and again. */
  'graphics.off': 'warn',
  'store.opened': 'info',
  'store.failed': 'error',
  'sync.failed': 'error',
  /** The server cannot be reached. */
  'sync.offline': 'warn',
  'runs.failed': 'error',
  'health.failed': 'error',
  'meaning.failed': 'error',
  'local.failed': 'error',
  'hotkey.failed': 'warn',
  'loginItem.failed': 'warn',
  'demo.started': 'info',
  'link.refused': 'warn',
  /** No new version could be found, downloaded or put in place. */
  'updates.failed': 'warn',
} as const satisfies Record<string, LogLevel>;

export type LogEvent = keyof typeof LEVELS;

export type Log = (event: LogEvent, fields?: LogFields) => void;

/** One line of the log. */
export interface LogEntry extends LogFields {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly level: LogLevel;
  readonly event: LogEvent;
}

export interface FileLog {
  readonly log: Log;
  /** The last warnings and errors, oldest first, those of earlier runs of the program among them. */
  recentProblems(): readonly LogEntry[];
}

export interface FileLogOptions {
  readonly file: string;
  readonly now: () => number;
  /** What is less grave is not written. */
  readonly least: LogLevel;
}

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const MAX_BYTES = 1_000_000;
/** So much of the end of the file is read at the start, and so many problems are kept in memory. */
const TAIL_BYTES = 64 * 1024;
const KEPT = 50;

/** Appends one JSON line an event to `file`, keeping one older file of the same size. Never throws. */
export function createFileLog({ file, now, least }: FileLogOptions): FileLog {
  const problems = tailOf(file).flatMap(readEntry).filter(isProblem).slice(-KEPT);

  function write(entry: LogEntry): void {
    try {
      mkdirSync(dirname(file), { recursive: true });
      rotate(file);
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    } catch {
      // A full or read-only disk must not stop the program from running.
    }
  }

  return {
    log(event, fields = {}) {
      const level = LEVELS[event];
      if (ORDER.indexOf(level) < ORDER.indexOf(least)) return;
      const entry = { at: new Date(now()).toISOString(), level, event, ...cleanFields({ ...fields }) };
      write(entry);
      if (!isProblem(entry)) return;
      problems.push(entry);
      if (problems.length > KEPT) problems.shift();
    },
    recentProblems: () => [...problems],
  };
}

function isProblem({ level }: LogEntry): boolean {
  return level === 'warn' || level === 'error';
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(file, `${file}.1`);
}

/** The last lines of a file; the first of them may be cut. */
function tailOf(file: string): string[] {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8').split('\n');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return [];
  }
}

/** Reads a line as it was written; nothing when it is cut, or of a version that knew other events. */
function readEntry(line: string): LogEntry[] {
  try {
    const { at, event, ...fields }: Record<string, unknown> = JSON.parse(line);
    if (typeof at !== 'string' || typeof event !== 'string' || !isEvent(event) || Number.isNaN(Date.parse(at))) {
      return [];
    }
    return [{ at: new Date(at).toISOString(), level: LEVELS[event], event, ...cleanFields(fields) }];
  } catch {
    return [];
  }
}

function isEvent(event: string): event is LogEvent {
  return Object.hasOwn(LEVELS, event);
}
