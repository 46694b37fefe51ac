import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError, RunEventRow } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';

const PAGE_SIZE = 200;
/** While events pour in, the end of the log is read again this often at most. Milliseconds. */
const READ_EVERY = 500;

export interface EventLog {
  readonly rows: readonly RunEventRow[];
  /** There are later ones that have not been read. */
  readonly more: boolean;
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: AppError | null;
  readonly loadMore: () => void;
}

interface Question {
  readonly id: number;
  readonly query: string;
  readonly faultsOnly: boolean;
}

const EMPTY = { rows: [] as readonly RunEventRow[], more: false, phase: 'loading', error: null } as const;

/**
 * The log of a run, read in pages from its beginning. `events` is how many there are by now: when it grows and the end
 * has been read, the end is read again, with the last line, which may have taken more events in.
 */
export function useEventLog(question: Question, events: number): EventLog {
  const { id, query, faultsOnly } = question;
  const [log, setLog] = useState<Omit<EventLog, 'loadMore'>>(EMPTY);
  const asked = useRef(0);
  const latest = useRef(log);
  const busy = useRef(false);
  useEffect(() => {
    latest.current = log;
  }, [log]);

  const read = useCallback(
    async (before: readonly RunEventRow[]) => {
      const own = ++asked.current;
      busy.current = true;
      const last = before.at(-1);
      const after = last === undefined ? 0 : Math.max(0, last.seq - 1);
      const result = await call('runs.events', { id, after, limit: PAGE_SIZE, query: query.slice(0, 500), faultsOnly });
      if (own !== asked.current) return;
      busy.current = false;
      if (!result.ok) setLog((now) => ({ ...now, phase: 'failed', error: result.error }));
      else {
        const { rows, more } = result.value;
        setLog({ rows: joinRows(before, rows), more, phase: 'ready', error: null });
      }
    },
    [id, query, faultsOnly],
  );

  useEffect(() => {
    // What is typed next comes a moment later: only the last question is asked.
    const timer = setTimeout(() => void read([]), query === '' ? 0 : 150);
    return () => {
      clearTimeout(timer);
      asked.current++;
      busy.current = false;
    };
  }, [read, query]);

  const growing = log.phase === 'ready' && !log.more;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of events is what starts it.
  useEffect(() => {
    if (!growing) return;
    const timer = setTimeout(() => {
      if (!busy.current) void read(latest.current.rows);
    }, READ_EVERY);
    return () => clearTimeout(timer);
  }, [events, read]);

  const loadMore = useCallback(() => {
    if (latest.current.more && !busy.current) void read(latest.current.rows);
  }, [read]);
  return { ...log, loadMore };
}

/** Puts what was read behind what is there; a line that came again replaces the old one. */
export function joinRows(before: readonly RunEventRow[], rows: readonly RunEventRow[]): readonly RunEventRow[] {
  const [first] = rows;
  if (!first) return before;
  return [...before.filter((each) => each.seq < first.seq), ...rows];
}
