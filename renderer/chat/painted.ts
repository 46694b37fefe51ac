import { useEffect } from 'react';
import type { Message } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';

/** Answers that came while this window listened and have not been drawn yet. */
const arrived = new Set<number>();
/** More than this have not been looked at for long. */
const KEPT = 50;

/** Takes note of what has just come; `known` is what is shown already. */
export function noteArrivals(upserts: readonly Message[], known: readonly Message[]): void {
  for (const { id, author, local } of upserts) {
    // What is streamed is on screen from its first word: there is no one moment to measure.
    if (author === 'ai' && local === null && !known.some((each) => each.id === id)) arrived.add(id);
  }
  const [oldest] = arrived;
  if (arrived.size > KEPT && oldest !== undefined) arrived.delete(oldest);
}

/** Tells main, once, that an answer that has just come is on screen. One that was there before is no news. */
export function usePainted(answerId: number | null, questionId: number | null): void {
  useEffect(() => {
    if (answerId === null || questionId === null || !arrived.delete(answerId) || !isInSight()) return;
    afterPaint(() => void call('diagnostics.painted', { messageId: questionId }));
  }, [answerId, questionId]);
}

/** A hidden window draws when it is shown again, and under another page nobody sees the thread. */
function isInSight(): boolean {
  return document.visibilityState === 'visible' && useApp.getState().page === 'chat';
}

/** A frame's callbacks run before it is painted, and the next task after it. */
function afterPaint(then: () => void): void {
  requestAnimationFrame(() => setTimeout(then));
}
