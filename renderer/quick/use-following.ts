import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { RunDetail } from '../../preload/contract.ts';
import { answerOfRun, isRunOver } from './run-rows.ts';

/** How far from the end still counts as being there, in pixels. */
const AT_END = 24;

/**
 * Keeps the end of a run in sight while it grows, until the person scrolls up to read. An answer that comes all at once,
 * with the end of the run, is shown from its beginning.
 */
export function useFollowing(
  body: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  detail: RunDetail | null,
): void {
  const atEnd = useRef(true);
  const over = useRef(false);
  const hadAnswer = useRef(false);

  useLayoutEffect(() => {
    const element = body.current;
    if (!element || !content.current) return;
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END;
    };
    const follow = () => {
      if (atEnd.current && !over.current) element.scrollTop = element.scrollHeight;
    };
    element.addEventListener('scroll', look);
    const sizes = new ResizeObserver(follow);
    sizes.observe(element);
    sizes.observe(content.current);
    return () => {
      element.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [body, content]);

  useLayoutEffect(() => {
    if (!detail) return;
    const hasAnswer = answerOfRun(detail) !== '';
    const cameAtOnce = isRunOver(detail) && !over.current && hasAnswer && !hadAnswer.current;
    over.current = isRunOver(detail);
    hadAnswer.current = hasAnswer;
    if (cameAtOnce && atEnd.current) {
      // Scrolling answers a promise, which nobody waits for.
      void content.current?.querySelector('.q-run-answer')?.scrollIntoView({ block: 'start' });
    }
  }, [content, detail]);
}
