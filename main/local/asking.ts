import type { AnswerTarget, LocalAnswer } from '../../preload/contract.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { Asking } from './ask.ts';
import { createAnswerCache } from './cache.ts';
import { askChain, type ChainDeps } from './chain.ts';
import { type LocalContext, noConversation, readConversation, readMessages } from './context.ts';
import { askingFacts } from './facts.ts';
import type { LiveAnswer } from './live.ts';
import type { Asked } from './sql/asking.ts';

/** An answer to be asked for, and who is asked. */
export interface Plan {
  readonly facts: LocalAnswer;
  readonly targets: readonly AnswerTarget[];
  readonly cache: Asking['cache'];
}

export interface Begun {
  readonly conversationId: number;
  readonly questionId: number;
  readonly answerIds: readonly number[];
}

/** Asks for what has been stored. */
export interface Asker {
  /** `again`: the person wants another answer than the one there is. */
  plan(targets: readonly AnswerTarget[], again?: boolean): Plan;
  /**
   * Tells the windows what has been stored, and asks. Errors: `notFound`; `validation`/`answering` while the answer that
   * is shown is still being given.
   */
  begin(asked: Asked, plans: readonly Plan[]): Result<Begun>;
  /** Asks for an answer that has its row already. */
  resume(answer: { id: number; conversationId: number; questionId: number }, plan: Plan): void;
}

export function createAsker(context: LocalContext): Asker {
  const { store, clock, publish, live } = context;
  const chain: ChainDeps = { ...context, cache: createAnswerCache() };

  function resume(answer: { id: number; conversationId: number; questionId: number }, plan: Plan): void {
    const under = live.begin({ ...answer, facts: plan.facts });
    ask(under, plan)
      .then(() => ended(under))
      .catch(context.onFault);
  }

  async function ask(under: LiveAnswer, { targets, cache }: Plan): Promise<void> {
    try {
      const turns = await store.call('local.turns', { messageId: under.questionId });
      await askChain(chain, under, { targets, turns, cache });
    } catch (cause) {
      context.onFault(cause);
      const error = appError('unknown', 'asking failed by a fault of this program');
      await under.settle(
        under.isEmpty() ? { kind: 'failed', error } : { kind: 'incomplete', why: 'brokenStream', error },
      );
    }
  }

  async function ended(under: LiveAnswer): Promise<void> {
    if (live.closed()) return;
    const { state } = under.facts();
    const step = { messageId: under.questionId, at: clock.now() };
    if (state.kind === 'failed') context.onStep({ kind: 'failed', ...step, error: state.error });
    if (state.kind === 'complete') context.onStep({ kind: 'done', ...step });
    const others = live.all().some((other) => other.conversationId === under.conversationId);
    if (state.kind !== 'complete' || others) return;
    const conversation = await readConversation(context, under.conversationId);
    const [message] = await readMessages(context, [under.id]);
    if (conversation && message) context.onAnswer(conversation, message);
  }

  return {
    plan(targets, again = false) {
      const [first] = targets;
      const facts = askingFacts(first ?? NOBODY, first ? context.glance(first.sourceId) : null, clock.now());
      return { facts, targets, cache: !context.cacheOn() ? 'off' : again ? 'keep' : 'use' };
    },

    begin(asked, plans) {
      if (asked.kind === 'missing') return noConversation();
      if (asked.kind === 'answering') return fail(answering());
      const { conversationId, questionId, answerIds, changed } = asked;
      context.onStep({ kind: 'asked', messageId: questionId, at: clock.now() });
      for (const [index, id] of answerIds.entries()) {
        const plan = plans[index];
        if (plan) resume({ id, conversationId, questionId }, plan);
      }
      publish.open(conversationId);
      publish.messages(conversationId, changed);
      publish.conversations([conversationId]);
      return ok({ conversationId, questionId, answerIds });
    },

    resume,
  };
}

const NOBODY: AnswerTarget = { sourceId: '', model: null };

function answering(): AppError {
  return appError('validation', 'the answer is still being given', { reason: 'answering', retryable: true });
}
