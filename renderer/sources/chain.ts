import type { AnswerTarget, Source } from '../../preload/contract.ts';
import { isAnswerSource } from './target-rows.ts';
import { HALEXT, sameTarget } from './target-words.ts';

/** The most who are asked one after the other. */
export const LONGEST_CHAIN = 4;

/** The chain with another first; nobody is asked twice. */
export function withFirst(chain: readonly AnswerTarget[], first: AnswerTarget): readonly AnswerTarget[] {
  return [first, ...chain.slice(1).filter((each) => !sameTarget(each, first))];
}

/** With one more at the end, unless it is in it or there is no room. */
export function withAdded(chain: readonly AnswerTarget[], target: AnswerTarget): readonly AnswerTarget[] {
  const isIn = chain.some((each) => sameTarget(each, target));
  return isIn || chain.length >= LONGEST_CHAIN ? chain : [...chain, target];
}

/** With the one at a place moved one place on; at an end it stays. */
export function moved(chain: readonly AnswerTarget[], at: number, by: -1 | 1): readonly AnswerTarget[] {
  const one = chain[at];
  const other = chain[at + by];
  if (one === undefined || other === undefined) return chain;
  return chain.map((each, place) => (place === at ? other : place === at + by ? one : each));
}

/** Who answers in a new conversation: those of the settings that are still there, else the first source of answers. */
export function defaultChain(ofSettings: readonly AnswerTarget[], sources: readonly Source[]): readonly AnswerTarget[] {
  const there = ofSettings.filter(({ sourceId }) => sourceId === HALEXT || sources.some(({ id }) => id === sourceId));
  const first = sources.find(isAnswerSource);
  return there.length > 0 || !first ? there : [{ sourceId: first.id, model: null }];
}
