import type { RunState, RunSummary } from '../../../preload/contract.ts';

/** A run of a gateway that has been under way for twelve minutes at the time `NOW`. */
export const NOW = Date.parse('2026-11-20T15:42:30+01:00');
const MINUTE = 60_000;

export function runSummary(id: number, more: Partial<RunSummary> = {}): RunSummary {
  return {
    id,
    kind: 'gateway',
    sourceId: 'gateway',
    sourceName: 'Harbour gateway',
    demo: false,
    model: null,
    title: `Run ${id}`,
    state: { kind: 'running', since: NOW - 12 * MINUTE },
    contact: { kind: 'ok' },
    startedAt: NOW - 12 * MINUTE - 8_000,
    lastNewsAt: NOW - 5_000,
    endedAt: null,
    step: null,
    steps: 0,
    preview: null,
    asks: null,
    conversationId: null,
    previousId: null,
    unseen: false,
    tokens: null,
    ...more,
  };
}

/** One that asks whether to send a mail, with four and a half minutes left. */
export function waitingRun(id: number, asks: Partial<NonNullable<RunSummary['asks']>> = {}): RunSummary {
  return runSummary(id, {
    state: { kind: 'waiting', since: NOW - MINUTE },
    asks: { count: 1, expiresAt: NOW + 4.5 * MINUTE, title: 'Send this mail to 3 people?', simple: true, ...asks },
  });
}

export function endedRun(id: number, state: RunState, preview: string | null = null): RunSummary {
  return runSummary(id, { state, preview, endedAt: state.since, unseen: true });
}
