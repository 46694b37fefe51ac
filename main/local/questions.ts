import type { AnswerState, AnswerTarget, Commands, LocalAnswer, Message } from '../../preload/contract.ts';
import { checkContent, titleFrom } from '../conversations/content.ts';
import { withStore } from '../conversations/context.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { Asker } from './asking.ts';
import { nearbyBefore } from './chain.ts';
import { type LocalContext, noConversation, noMessage, readConversation, readMessage } from './context.ts';
import { allowCrossing } from './crossing.ts';
import { sameTarget } from './facts.ts';

type Request<C extends keyof Commands> = Commands[C]['request'];
type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

/** What changes the tree: questions, and answers to them. */
export interface QuestionCommands {
  /**
   * A question at the end of what is shown. `target` is asked instead of the conversation's chain, for this once.
   * Errors: `validation` (see `checkContent`), `validation`/`answering`, `notFound`.
   */
  send(request: { conversationId: number; content: string; target: AnswerTarget | null }): Promise<Result<Message>>;
  /** Errors as `send`. */
  edit(request: Request<'local.edit'>): Reply<'local.edit'>;
  /** In a comparison `target: null` asks the source of that answer. Errors: `validation`/`answering`, `notFound`. */
  regenerate(request: Request<'local.regenerate'>): Reply<'local.regenerate'>;
  /** An answer, or all to this question. One that has ended stays as it is. */
  stop(request: Request<'local.stop'>): Reply<'local.stop'>;
  /** Errors: `validation`/`notCrossing` when nothing is asked of the person. */
  cross(request: Request<'local.cross'>): Reply<'local.cross'>;
}

export function createQuestionCommands(context: LocalContext, asker: Asker): QuestionCommands {
  const { store, clock, publish, live } = context;

  async function ask(request: {
    conversationId: number;
    beside: number | null;
    content: string;
    target: AnswerTarget | null;
  }): Promise<Result<Message>> {
    const content = checkContent(request.content);
    if (!content.ok) return content;
    const conversation = await readConversation(context, request.conversationId);
    if (!conversation?.local) return noConversation();
    const plan = asker.plan(request.target ? [request.target] : conversation.local.chain);
    const asked = await store.call('local.ask', {
      conversationId: conversation.id,
      beside: request.beside,
      content: content.value,
      title: titleFrom(content.value),
      answer: plan.facts,
      now: clock.now(),
    });
    const begun = asker.begin(asked, [plan]);
    return begun.ok ? answer(begun.value.questionId) : begun;
  }

  async function answer(id: number): Promise<Result<Message>> {
    const read = await readMessage(context, id);
    return read.ok ? ok(read.value.message) : read;
  }

  /** Who is asked for one more answer when the person has not said who. */
  async function usualTargets({ message, local }: Read): Promise<readonly AnswerTarget[] | null> {
    const conversation = await readConversation(context, message.conversationId);
    if (!conversation?.local) return null;
    const { comparison, chain } = conversation.local;
    if (!comparison || local.answer === null || local.parentId === null) return chain;
    const question = await store.call('local.firstQuestion', { id: conversation.id });
    return question?.questionId === local.parentId ? [local.answer.target] : chain;
  }

  async function decline(id: number, conversationId: number, answer: LocalAnswer): Promise<void> {
    const last = answer.tried.at(-1);
    if (!last) return;
    const { target, sourceName, error } = last;
    const state: AnswerState = { kind: 'failed', error };
    await store.call('local.save', {
      id,
      text: '',
      modelUsed: null,
      modelAsked: target.model,
      answer: { ...answer, state, target, sourceName, tried: answer.tried.slice(0, -1) },
      underWay: false,
    });
    publish.messages(conversationId, [id]);
    publish.conversations([conversationId]);
  }

  return {
    send: (request) => withStore(context, () => ask({ ...request, beside: null })),

    edit: ({ messageId, content }) =>
      withStore(context, async () => {
        const node = await store.call('local.node', { messageId });
        if (node?.author !== 'me') return noMessage();
        return ask({ conversationId: node.conversationId, beside: messageId, content, target: null });
      }),

    regenerate: ({ messageId, target }) =>
      withStore(context, async () => {
        const read = await readMessage(context, messageId);
        if (!read.ok) return read;
        const targets = target ? [target] : await usualTargets(read.value);
        if (!targets) return noConversation();
        const plan = asker.plan(targets, true);
        const asked = await store.call('local.askAgain', { messageId, answer: plan.facts, now: clock.now() });
        const begun = asker.begin(asked, [plan]);
        return begun.ok ? answer(begun.value.answerIds[0] ?? messageId) : begun;
      }),

    stop: ({ messageId }) =>
      withStore(context, async () => {
        for (const each of live.all()) {
          if (each.id === messageId || each.questionId === messageId) each.ending.abort();
        }
        const read = await readMessage(context, messageId);
        if (!read.ok) return read;
        const { message, local } = read.value;
        if (local.answer?.state.kind === 'crossing') await decline(messageId, message.conversationId, local.answer);
        return ok(null);
      }),

    cross: ({ messageId, allow }) =>
      withStore(context, async () => {
        const read = await readMessage(context, messageId);
        if (!read.ok) return read;
        const { message, local } = read.value;
        const crossing = local.answer?.state;
        if (!local.answer || crossing?.kind !== 'crossing' || local.parentId === null) return fail(notCrossing());
        const { conversationId } = message;
        if (!allow) {
          await decline(messageId, conversationId, local.answer);
          return ok(null);
        }
        allowCrossing(context.crossings, nearbyBefore(context, local.answer.tried), crossing);
        const conversation = await readConversation(context, conversationId);
        const targets = restOf(conversation?.local?.chain ?? [], crossing.to);
        const facts = { ...asker.plan(targets).facts, tried: local.answer.tried };
        // Asked twice, it is asked for once.
        if (live.get(messageId)) return fail(notCrossing());
        const plan = { ...asker.plan(targets), facts };
        asker.resume({ id: messageId, conversationId, questionId: local.parentId }, plan);
        publish.messages(conversationId, [messageId]);
        return ok(null);
      }),
  };
}

type Read = { readonly message: Message; readonly local: NonNullable<Message['local']> };

/** The chain from this target on; the chain may have been changed while the person was asked. */
function restOf(chain: readonly AnswerTarget[], from: AnswerTarget): readonly AnswerTarget[] {
  const at = chain.findIndex((target) => sameTarget(target, from));
  return at < 0 ? [from] : chain.slice(at);
}

function notCrossing(): AppError {
  return appError('validation', 'nothing is asked about this answer', { reason: 'notCrossing' });
}
