import { createHash } from 'node:crypto';
import type { Turn } from '../../preload/contract.ts';
import type { OpenSource } from '../answers/desk.ts';
import type { Finish } from '../answers/source.ts';

const MOST_ANSWERS = 100;
/** UTF-16 units of text and reasoning together. */
const MOST_TEXT = 2_000_000;

/** A whole answer, as it may be given again. */
export interface KeptAnswer {
  readonly text: string;
  readonly reasoning: string;
  readonly model: string | null;
  readonly finish: Finish | null;
}

/** The answers of this session, those used last. Nothing of it is ever on disk. */
export interface AnswerCache {
  get(key: string): KeptAnswer | null;
  put(key: string, answer: KeptAnswer): void;
}

/** What makes two questions the same: whom they are put to, and everything that is sent. */
export function cacheKey(open: OpenSource, model: string | null, turns: readonly Turn[]): string {
  const { id, address } = open.source.identity;
  const asked = { id, address, model: model ?? open.model, system: open.system, parameters: open.parameters, turns };
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64');
}

export function createAnswerCache(): AnswerCache {
  // In the order of their last use.
  const kept = new Map<string, KeptAnswer>();
  let size = 0;

  function drop(key: string): void {
    const answer = kept.get(key);
    if (!answer) return;
    kept.delete(key);
    size -= sizeOf(answer);
  }

  return {
    get(key) {
      const answer = kept.get(key);
      if (!answer) return null;
      kept.delete(key);
      kept.set(key, answer);
      return answer;
    },
    put(key, answer) {
      drop(key);
      if (sizeOf(answer) > MOST_TEXT) return;
      kept.set(key, answer);
      size += sizeOf(answer);
      for (const [oldest] of kept) {
        if (kept.size <= MOST_ANSWERS && size <= MOST_TEXT) break;
        drop(oldest);
      }
    },
  };
}

function sizeOf({ text, reasoning }: KeptAnswer): number {
  return text.length + reasoning.length;
}
