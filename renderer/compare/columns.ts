import type { AnswerTarget, Message, Source, SourceKind } from '../../preload/contract.ts';
import { isAnswerSource } from '../sources/target-rows.ts';
import { HALEXT, sameTarget } from '../sources/target-words.ts';

/** One of the sources asked, side by side. */
export interface Column {
  /** Stays while its target is changed. */
  readonly key: number;
  readonly target: AnswerTarget;
}

export const FEWEST = 2;
export const MOST = 4;

/** The targets a comparison may begin with, each with the model of its settings. Agents are asked only when chosen. */
export function standing(sources: readonly Source[], signedIn: boolean): readonly AnswerTarget[] {
  const answering = sources.filter(isAnswerSource);
  const firstOf = (kind: SourceKind) => answering.filter((each) => each.kind === kind).slice(0, 1);
  // OpenAI against Mistral is the standing example.
  const ids = [...firstOf('openai-connector'), ...firstOf('mistral-connector'), ...answering].map(({ id }) => id);
  return [...new Set(signedIn ? [...ids, HALEXT] : ids)].map((sourceId) => ({ sourceId, model: null }));
}

/** The first columns: those of last time as far as they are still there, made up to two from the standing ones. */
export function firstTargets(
  last: readonly AnswerTarget[],
  begin: readonly AnswerTarget[],
  sources: readonly Source[],
): readonly AnswerTarget[] {
  const there = new Set([...sources, ...begin.map(({ sourceId }) => ({ id: sourceId }))].map(({ id }) => id));
  const still = distinct(last.filter(({ sourceId }) => there.has(sourceId))).slice(0, MOST);
  const others = begin.filter(({ sourceId }) => still.every((each) => each.sourceId !== sourceId));
  return [...still, ...others.slice(0, Math.max(0, FEWEST - still.length))];
}

/** Whom one more column asks: the first that has none yet, else the last once more, for another model to be chosen. */
export function nextTarget(begin: readonly AnswerTarget[], columns: readonly Column[]): AnswerTarget | null {
  const free = begin.find(({ sourceId }) => columns.every(({ target }) => target.sourceId !== sourceId));
  return free ?? columns.at(-1)?.target ?? null;
}

/** The targets without those that were there before. */
export function distinct(targets: readonly AnswerTarget[]): readonly AnswerTarget[] {
  return targets.filter((each, at) => targets.findIndex((other) => sameTarget(each, other)) === at);
}

/** Who has answered, in the order in which they were first asked; of more than fit, the last. */
export function targetsOf(answers: readonly Message[]): readonly AnswerTarget[] {
  return distinct(answers.flatMap(({ local }) => (local?.answer ? [local.answer.target] : []))).slice(-MOST);
}

/** The newest answer of a target; `null` when it was not asked. */
export function answerOf(answers: readonly Message[], target: AnswerTarget): Message | null {
  return answers.findLast(({ local }) => local?.answer && sameTarget(local.answer.target, target)) ?? null;
}
