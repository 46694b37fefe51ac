import type { AnswerState, AnswerTarget, LocalAnswer, Turn } from '../../preload/contract.ts';
import { cutToContext } from '../answers/context.ts';
import type { AnswerDesk, OpenSource } from '../answers/desk.ts';
import type { AnswerEnd, AnswerSink, Usage } from '../answers/source.ts';
import type { Clock } from '../clock.ts';
import type { QuestionStep } from '../conversations/steps.ts';
import { type AppError, appError, assertNever, fail, type Result } from '../errors.ts';
import { type AnswerCache, cacheKey, type KeptAnswer } from './cache.ts';
import { costOf } from './facts.ts';
import type { LiveAnswer } from './live.ts';

/** Longest answer that is kept, text and reasoning, in UTF-16 units: a value of the database holds 8 MB. */
export const MOST_TEXT = 1_000_000;

export interface AskDeps {
  readonly desk: AnswerDesk;
  readonly clock: Clock;
  readonly cache: AnswerCache;
  readonly onStep: (step: QuestionStep) => void;
  readonly onFault: (cause: unknown) => void;
}

export interface Asking {
  readonly open: OpenSource;
  readonly target: AnswerTarget;
  /** The question is the last. */
  readonly turns: readonly Turn[];
  /** An answer given before may be given again, and this one be kept. */
  readonly cache: 'use' | 'keep' | 'off';
}

/** `refused`: nothing has come, and somebody else may be asked. */
export type AskOutcome =
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'ended'; readonly state: AnswerState; readonly facts: Partial<LocalAnswer> };

/** Asks one source, and puts what comes into the answer while it comes. */
export async function askSource(deps: AskDeps, live: LiveAnswer, asking: Asking): Promise<AskOutcome> {
  const { desk, clock, cache, onStep } = deps;
  const { open, target } = asking;
  const began = clock.now();
  const model = target.model ?? open.model;
  const { turns, leftOut } = cutToContext({
    turns: asking.turns,
    system: open.system,
    contextTokens: desk.contextTokens(target.sourceId, model),
    answerTokens: open.parameters.maxTokens,
  });
  live.models({ asked: model, used: null });
  live.change({ leftOut });

  const key = cacheKey(open, model, turns);
  const known = asking.cache === 'use' ? cache.get(key) : null;
  if (known) return giveAgain(live, known, began, clock.now());

  const sink = createSink(live, { began, clock, onStep });
  const end = await send(deps, live, asking, turns, sink);
  onStepsAtEnd(onStep, live, end);
  const outcome = outcomeOf(live, end, open, sink, clock.now() - began);
  if (asking.cache !== 'off' && outcome.kind === 'ended' && outcome.state.kind === 'complete') {
    const { reasoning } = live.facts();
    cache.put(key, { text: live.text(), reasoning, model: sink.model() ?? model, finish: outcome.state.finish });
  }
  return outcome;
}

async function send(
  { onFault }: AskDeps,
  live: LiveAnswer,
  { open, target }: Asking,
  turns: readonly Turn[],
  sink: AnswerSink,
): Promise<Result<AnswerEnd>> {
  const { system, parameters } = open;
  try {
    return await open.source.send({ turns, model: target.model, system, parameters }, sink, live.signal);
  } catch (cause) {
    onFault(cause);
    return fail(appError('unknown', 'asking failed by a fault of this program'));
  }
}

function giveAgain(
  live: LiveAnswer,
  { text, reasoning, model, finish }: KeptAnswer,
  began: number,
  now: number,
): AskOutcome {
  live.models({ used: model });
  live.append({ text, reasoning });
  const facts = { cached: true, firstMs: now - began, totalMs: now - began };
  return { kind: 'ended', state: { kind: 'complete', finish }, facts };
}

interface Sink extends AnswerSink {
  usage(usage: Usage): void;
  reported(): Usage | null;
  model(id?: string): string | null;
  /** The answer grew beyond what is kept. */
  overflown(): boolean;
}

function createSink(
  live: LiveAnswer,
  { began, clock, onStep }: { began: number; clock: Clock; onStep: AskDeps['onStep'] },
): Sink {
  let usage: Usage | null = null;
  let model: string | null = null;
  let size = 0;
  let overflown = false;

  function take(piece: { text?: string; reasoning?: string }): void {
    if (overflown || live.signal.aborted) return;
    if (size === 0) first();
    size += (piece.text ?? piece.reasoning ?? '').length;
    live.append(piece);
    if (size <= MOST_TEXT) return;
    overflown = true;
    live.ending.abort();
  }

  function first(): void {
    const now = clock.now();
    onStep({ kind: 'firstByte', messageId: live.questionId, at: now });
    live.change({ state: { kind: 'streaming', since: now }, firstMs: now - began });
  }

  return {
    text: (text) => take({ text }),
    reasoning: (reasoning) => take({ reasoning }),
    usage(reported) {
      usage = reported;
    },
    model(id) {
      if (id !== undefined) {
        model = id;
        live.models({ used: id });
      }
      return model;
    },
    reported: () => usage,
    overflown: () => overflown,
  };
}

function outcomeOf(
  live: LiveAnswer,
  end: Result<AnswerEnd>,
  open: OpenSource,
  sink: Sink,
  totalMs: number,
): AskOutcome {
  const usage = (end.ok ? end.value.usage : null) ?? sink.reported();
  const facts = {
    totalMs,
    tokens: { input: usage?.input ?? null, output: usage?.output ?? null },
    cost: costOf(open.prices, usage),
  };
  const ended = (state: AnswerState): AskOutcome => ({ kind: 'ended', state, facts });
  if (sink.overflown()) return ended({ kind: 'incomplete', why: 'brokenStream', error: tooLong() });
  if (live.signal.aborted) return ended({ kind: 'stopped' });
  if (!end.ok) {
    // A source that had said something ends with a value; should one not, what it said is kept all the same.
    if (live.isEmpty()) return { kind: 'refused', error: end.error };
    return ended({ kind: 'incomplete', why: 'brokenStream', error: end.error });
  }
  switch (end.value.kind) {
    case 'complete':
      return ended({ kind: 'complete', finish: end.value.finish });
    case 'incomplete':
      return ended({ kind: 'incomplete', why: end.value.why, error: end.value.error });
    case 'stopped':
      return ended({ kind: 'stopped' });
    default:
      return assertNever(end.value);
  }
}

function onStepsAtEnd(onStep: AskDeps['onStep'], { questionId: messageId }: LiveAnswer, end: Result<AnswerEnd>): void {
  if (end.ok && end.value.times.sent !== null) onStep({ kind: 'sent', messageId, at: end.value.times.sent });
}

function tooLong(): AppError {
  return appError('protocol', 'the answer is longer than is kept', { reason: 'tooLong' });
}
