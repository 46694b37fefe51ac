import type { AnswerState, AnswerTarget, Commands, LocalAnswer } from '../../preload/contract.ts';
import { withStore } from '../conversations/context.ts';
import { createLane } from '../conversations/lane.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { Asker } from './asking.ts';
import { nearbyBefore } from './chain.ts';
import { type LocalContext, readConversation, readMessage } from './context.ts';
import { allowCrossing } from './crossing.ts';
import { sameTarget } from './facts.ts';

type Request<C extends keyof Commands> = Commands[C]['request'];
type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

/** What a person decides about an answer under way. */
export interface AnswerCommands {
  /** An answer, or all to this question. One that waits for the person is declined, one that has ended stays as it is. */
  stop(request: Request<'local.stop'>): Reply<'local.stop'>;
  /** Errors: `validation`/`notCrossing` when nothing is asked of the person. */
  cross(request: Request<'local.cross'>): Reply<'local.cross'>;
}

type Crossing = Extract<AnswerState, { kind: 'crossing' }>;

interface Waiting {
  readonly id: number;
  readonly conversationId: number;
  readonly questionId: number;
  readonly answer: LocalAnswer;
  readonly crossing: Crossing;
}

export function createAnswerCommands(context: LocalContext, asker: Asker): AnswerCommands {
  const { store, publish, live } = context;
  /** Two windows may answer at once: the second finds that nothing is asked any more. */
  const lane = createLane();

  /** `null` when nothing is asked of the person about this answer. */
  async function waiting(messageId: number): Promise<Result<Waiting | null>> {
    const read = await readMessage(context, messageId);
    if (!read.ok) return read;
    const { id, conversationId } = read.value.message;
    const { answer, parentId } = read.value.local;
    // One that is still being stored is not asked about yet.
    if (answer?.state.kind !== 'crossing' || parentId === null || live.get(id)) return ok(null);
    return ok({ id, conversationId, questionId: parentId, answer, crossing: answer.state });
  }

  async function decline({ id, conversationId, answer }: Waiting): Promise<void> {
    const last = answer.tried.at(-1);
    if (!last) return;
    const { target, sourceName, error } = last;
    await store.call('local.save', {
      id,
      text: '',
      modelUsed: null,
      modelAsked: target.model,
      answer: { ...answer, state: { kind: 'failed', error }, target, sourceName, tried: answer.tried.slice(0, -1) },
      underWay: false,
    });
    publish.messages(conversationId, [id]);
    publish.conversations([conversationId]);
  }

  async function goOn({ id, conversationId, questionId, answer, crossing }: Waiting): Promise<void> {
    allowCrossing(context.crossings, nearbyBefore(context, answer.tried), crossing);
    const conversation = await readConversation(context, conversationId);
    const plan = asker.plan(restOf(conversation?.local?.chain ?? [], crossing.to));
    const facts = { ...plan.facts, tried: answer.tried };
    asker.resume({ id, conversationId, questionId }, { ...plan, facts });
    publish.messages(conversationId, [id]);
  }

  return {
    stop: ({ messageId }) =>
      withStore(context, async () => {
        for (const each of live.all()) {
          if (each.id === messageId || each.questionId === messageId) each.ending.abort();
        }
        return lane(async () => {
          const found = await waiting(messageId);
          if (!found.ok) return found;
          if (found.value) await decline(found.value);
          return ok(null);
        });
      }),

    cross: ({ messageId, allow }) =>
      withStore(context, () =>
        lane(async () => {
          const found = await waiting(messageId);
          if (!found.ok) return found;
          if (!found.value) return fail(notCrossing());
          await (allow ? goOn(found.value) : decline(found.value));
          return ok(null);
        }),
      ),
  };
}

/** The chain from this target on; the chain may have been changed while the person was asked. */
function restOf(chain: readonly AnswerTarget[], from: AnswerTarget): readonly AnswerTarget[] {
  const at = chain.findIndex((target) => sameTarget(target, from));
  return at < 0 ? [from] : chain.slice(at);
}

function notCrossing(): AppError {
  return appError('validation', 'nothing is asked about this answer', { reason: 'notCrossing' });
}
