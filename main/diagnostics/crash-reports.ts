import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cleanFields, type LogFields } from './log-fields.ts';

/** What went wrong: an error nobody caught, a start that failed, or a process of Chromium that ended. */
export type CrashKind = 'exception' | 'rejection' | 'start' | 'window' | 'graphics';

type Details = Pick<LogFields, 'stack' | 'exitReason'>;

/** One report as it stands in its file: known fields only, never a message or a text of the person. */
export interface CrashReport extends Details {
  /** ISO 8601, UTC: when it happened first. */
  readonly at: string;
  readonly kind: CrashKind;
  /** How often it happened in that run: written at each power of ten. */
  readonly count: number;
  /** Milliseconds since the program had started. */
  readonly ms: number;
  readonly program: Program;
}

/** What ran: versions, and the system as Node names it. */
export interface Program {
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
  readonly system: string;
}

export interface CrashReports {
  /** True when a file says it now; the same again is only counted, and written at 10, 100, 1000… Never throws. */
  record(kind: CrashKind, details: Details): boolean;
  /** Those kept, newest first, of earlier runs among them. */
  list(): readonly CrashReport[];
  /** The newest one, as it is in its file. */
  newest(): { readonly file: string; readonly text: string } | null;
}

export interface CrashReportsOptions {
  readonly folder: string;
  readonly now: () => number;
  /** Milliseconds since the program has started. */
  readonly uptime: () => number;
  readonly program: Program;
}

interface Known {
  readonly file: string;
  readonly report: CrashReport;
  times: number;
}

/** Of all runs together. */
const KEPT = 20;
/** A program that fails in ever new ways must not fill a disk either. */
const NEW_PER_RUN = 10;
const MAX_BYTES = 8_192;
const POWER_OF_TEN = /^10*$/;
const FILE = /^\d{8}T\d{9}Z-\d{2}\.json$/;

const version = z.string().regex(/^[\w.+-]{0,40}$/);
const schema = z.object({
  at: z.iso.datetime(),
  kind: z.enum(['exception', 'rejection', 'start', 'window', 'graphics']),
  count: z.int().positive(),
  ms: z.int().nonnegative(),
  program: z.object({ version, electron: version, chrome: version, node: version, system: version }),
  stack: z.string().optional(),
  exitReason: z.string().optional(),
});

/** Keeps a report of each crash in a file of its own: few, small, and without anything a person wrote. */
export function createCrashReports({ folder, now, uptime, program }: CrashReportsOptions): CrashReports {
  /** Those of this run, by what they say. */
  const known = new Map<string, Known>();

  function write(file: string, report: CrashReport): boolean {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, file), `${JSON.stringify(report, null, 2)}\n`);
      for (const old of filesOf(folder).slice(KEPT)) rmSync(join(folder, old), { force: true });
      return true;
    } catch {
      return false; // A full or read-only disk must not become one more crash.
    }
  }

  function again(entry: Known): boolean {
    entry.times += 1;
    return POWER_OF_TEN.test(String(entry.times)) && write(entry.file, { ...entry.report, count: entry.times });
  }

  return {
    record(kind, details) {
      const cleaned = clean(details);
      const key = JSON.stringify([kind, cleaned]);
      const entry = known.get(key);
      if (entry) return again(entry);
      if (known.size >= NEW_PER_RUN) return false;
      const at = new Date(now()).toISOString();
      const report: CrashReport = { at, kind, count: 1, ms: Math.round(uptime()), program, ...cleaned };
      const file = `${at.replaceAll(/[-:.]/g, '')}-${String(known.size).padStart(2, '0')}.json`;
      known.set(key, { file, report, times: 1 });
      return write(file, report);
    },
    list: () => filesOf(folder).flatMap((file) => readReport(join(folder, file))),
    newest() {
      for (const name of filesOf(folder)) {
        const file = join(folder, name);
        const [report] = readReport(file);
        if (report) return { file, text: `${JSON.stringify(report, null, 2)}\n` };
      }
      return null;
    },
  };
}

function clean(fields: { readonly stack?: string | undefined; readonly exitReason?: string | undefined }): Details {
  const { stack, exitReason } = cleanFields(fields);
  return { ...(stack === undefined ? {} : { stack }), ...(exitReason === undefined ? {} : { exitReason }) };
}

/** Names of the reports, newest first; they begin with their time. */
function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => FILE.test(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

/** Reads a report as it was written; nothing when it is broken, or of a version that wrote other fields. */
function readReport(file: string): CrashReport[] {
  try {
    if (statSync(file).size > MAX_BYTES) return [];
    const { stack, exitReason, ...rest } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return [{ ...rest, ...clean({ stack, exitReason }) }];
  } catch {
    return [];
  }
}
