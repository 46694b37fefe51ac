import type { QuestionTimes } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { QuestionStep } from '../conversations/steps.ts';

/** The quick window was called for, by its key, the tray or a link, and is shown. */
export interface Showing {
  readonly calledAt: number;
  readonly shownAt: number;
}

interface Flight {
  readonly askedAt: number;
  /** It is its first question. */
  showing: Showing | null;
  from: QuestionTimes['from'];
  sent: number | null;
  firstByte: number | null;
  done: number | null;
  failed: number | null;
  painted: number | null;
}

/** Remembers when what happened to the last questions, in memory only. */
export interface FlightRecorder {
  shown(showing: Showing): void;
  step(step: QuestionStep): void;
  /** This question was asked in the quick window; the first one of a showing belongs to it. */
  askedQuickly(messageId: number): void;
  /** A window has drawn the answer to this question for the first time. */
  painted(messageId: number): void;
  /** Newest first. */
  questions(): readonly QuestionTimes[];
}

const KEPT = 50;
/** An answer drawn later than this after it came was not slow to draw: nobody had its window open. */
const DRAWN_WITHIN_MS = 10_000;

export function createFlightRecorder(clock: Pick<Clock, 'now'>): FlightRecorder {
  const flights = new Map<number, Flight>();
  let showing: Showing | null = null;

  function ask(messageId: number, askedAt: number): void {
    const fresh = { sent: null, firstByte: null, done: null, failed: null, painted: null };
    flights.set(messageId, { askedAt, showing: null, from: 'main', ...fresh });
    const [oldest] = flights.keys();
    if (flights.size > KEPT && oldest !== undefined) flights.delete(oldest);
  }

  return {
    shown(next) {
      showing = next;
    },
    step({ messageId, kind, at }) {
      if (kind === 'asked') return ask(messageId, at);
      const flight = flights.get(messageId);
      // The first time counts: what is sent once more was asked about meanwhile.
      if (flight) flight[kind] ??= at;
    },
    askedQuickly(messageId) {
      const flight = flights.get(messageId);
      if (!flight) return;
      flight.from = 'quick';
      flight.showing = showing;
      showing = null;
    },
    painted(messageId) {
      const flight = flights.get(messageId);
      const since = flight?.done ?? flight?.firstByte ?? null;
      if (!flight || since === null || clock.now() - since > DRAWN_WITHIN_MS) return;
      flight.painted ??= clock.now();
    },
    questions: () => [...flights.values()].reverse().map(timesOf),
  };
}

function timesOf({ askedAt, from, showing, sent, firstByte, done, failed, painted }: Flight): QuestionTimes {
  const asItComes = painted !== null && done !== null && painted < done;
  const parts = {
    opening: between(showing?.calledAt ?? null, showing?.shownAt ?? null),
    sending: between(askedAt, sent),
    waiting: between(sent, firstByte),
    receiving: between(asItComes ? painted : firstByte, done),
    drawing: between(asItComes ? firstByte : done, painted),
  };
  const total = Object.values(parts).reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
  const outcome = done !== null ? 'answered' : failed !== null ? 'failed' : 'open';
  return { askedAt, from, outcome, ...parts, total };
}

/** A clock that was set back meanwhile must not give a negative time. */
function between(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.max(0, to - from);
}
