import type { RunPage, RunSummary, Topics } from '../../preload/contract.ts';

/** The runs known to this window: all that are under way, and the history as far as it has been loaded. */
export interface RunsState {
  readonly runs: ReadonlyMap<number, RunSummary>;
  readonly revision: number;
  /** Where the next page of the history begins; `null` when all of it is here. */
  readonly next: number | null;
}

/** The first pages as one: what is under way may be older than the newest page of the history. */
export function runsFrom(active: RunPage, newest: RunPage): RunsState {
  const runs = new Map([...active.runs, ...newest.runs].map((each) => [each.id, each]));
  // The older of two revisions: a change between them is applied twice rather than never.
  return { runs, revision: Math.min(active.revision, newest.revision), next: newest.next };
}

/** Adds an older page of the history. Runs that are here already are at least as new as those of the page. */
export function withPage(state: RunsState, page: RunPage): RunsState {
  const runs = new Map(state.runs);
  for (const each of page.runs) if (!runs.has(each.id)) runs.set(each.id, each);
  return { ...state, runs, next: page.next };
}

/**
 * Applies one change. A change older than the state is already in it; one that does not follow it means something was
 * missed: the answer is `'gap'`, and the list must be asked for again.
 */
export function applyRunsChange(state: RunsState, change: Topics['runs']): RunsState | 'gap' {
  if (change.revision <= state.revision) return state;
  if (change.revision !== state.revision + 1) return 'gap';
  const runs = new Map(state.runs);
  for (const each of change.upserts) runs.set(each.id, each);
  for (const id of change.removed) runs.delete(id);
  return { ...state, runs, revision: change.revision };
}

export type RunGroup = 'waiting' | 'running' | 'silent' | 'today' | 'earlier';

const GROUPS: readonly RunGroup[] = ['waiting', 'running', 'silent', 'today', 'earlier'];

/** Where a run stands in the list. What cannot be asked at the moment is not called running. */
export function groupOf(run: RunSummary, now: number): RunGroup {
  switch (run.state.kind) {
    case 'waiting':
      return 'waiting';
    case 'silent':
      return 'silent';
    case 'submitting':
    case 'running':
      return run.contact.kind === 'ok' ? 'running' : 'silent';
    case 'succeeded':
    case 'apologised':
    case 'failed':
    case 'cancelled':
    case 'revoked':
    case 'lost':
      return endOf(run) >= new Date(now).setHours(0, 0, 0, 0) ? 'today' : 'earlier';
  }
}

/** When a finished run ended; for others, when it began. */
export function endOf(run: RunSummary): number {
  return run.endedAt ?? run.startedAt;
}

export type RunRow =
  | { readonly kind: 'label'; readonly key: string; readonly group: RunGroup; readonly count: number }
  | { readonly kind: 'run'; readonly key: string; readonly run: RunSummary };

/**
 * The rows to draw. What waits longest, or asks to be answered soonest, comes first; what runs, in the order in which it
 * began; what has ended, newest first.
 */
export function rowsOf(runs: Iterable<RunSummary>, now: number): RunRow[] {
  const byGroup = new Map<RunGroup, RunSummary[]>(GROUPS.map((group) => [group, []]));
  for (const run of runs) byGroup.get(groupOf(run, now))?.push(run);
  return GROUPS.flatMap((group): RunRow[] => {
    const own = (byGroup.get(group) ?? []).sort(orderIn(group));
    if (own.length === 0) return [];
    const label = { kind: 'label', key: group, group, count: own.length } as const;
    return [label, ...own.map((run) => ({ kind: 'run', key: String(run.id), run }) as const)];
  });
}

function orderIn(group: RunGroup): (a: RunSummary, b: RunSummary) => number {
  switch (group) {
    case 'waiting':
      return (a, b) => deadline(a) - deadline(b) || a.state.since - b.state.since;
    case 'running':
    case 'silent':
      return (a, b) => a.startedAt - b.startedAt || a.id - b.id;
    case 'today':
    case 'earlier':
      return (a, b) => endOf(b) - endOf(a) || b.id - a.id;
  }
}

function deadline({ asks }: RunSummary): number {
  return asks?.expiresAt ?? Number.POSITIVE_INFINITY;
}

/** What the button of the page shows: a person is waited for, or something happens. */
export function railMark(runs: Iterable<RunSummary>): { kind: 'waiting' | 'working'; count: number } | null {
  let waiting = 0;
  let working = 0;
  for (const run of runs) {
    const group = groupOf(run, 0);
    if (group === 'waiting') waiting++;
    else if (group === 'running') working++;
  }
  if (waiting > 0) return { kind: 'waiting', count: waiting };
  return working > 0 ? { kind: 'working', count: working } : null;
}

/** A source that something under way cannot be asked about, and since when. The refused key comes first: it needs a person. */
export interface Trouble {
  readonly kind: 'keyRefused' | 'unreachable';
  readonly sourceName: string;
  readonly since: number;
}

export function troubleOf(runs: Iterable<RunSummary>): Trouble | null {
  let worst: Trouble | null = null;
  for (const run of runs) {
    const { contact, sourceName } = run;
    if (contact.kind === 'ok' || run.endedAt !== null) continue;
    const trouble: Trouble = { kind: contact.kind, sourceName, since: contact.since };
    if (!worst || rank(trouble) < rank(worst) || (rank(trouble) === rank(worst) && trouble.since < worst.since)) {
      worst = trouble;
    }
  }
  return worst;
}

function rank({ kind }: Trouble): number {
  return kind === 'keyRefused' ? 0 : 1;
}
