import type { Commands, Comparison, Message } from '../../preload/contract.ts';
import { checkContent, titleFrom } from '../conversations/content.ts';
import { withStore } from '../conversations/context.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { Asker } from './asking.ts';
import { type LocalContext, noConversation, readConversation, readMessage, readMessages } from './context.ts';
import { sameTarget } from './facts.ts';

type Request<C extends keyof Commands> = Commands[C]['request'];
type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

/** One prompt to several sources, and which branch is shown. */
export interface CompareCommands {
  /** Errors: `validation` (see `checkContent`), `validation`/`sameTarget` when one target is there twice. */
  compare(request: Request<'local.compare'>): Reply<'local.compare'>;
  /** Of answers asked for again, the newest of each target. Errors: `notFound`. */
  comparison(request: Request<'local.comparison'>): Reply<'local.comparison'>;
  goOnWith(request: Request<'local.goOnWith'>): Reply<'local.goOnWith'>;
  choose(request: Request<'local.choose'>): Reply<'local.choose'>;
}

export function createCompareCommands(context: LocalContext, asker: Asker): CompareCommands {
  const { store, clock, publish } = context;

  async function show(messageId: number, conversationId: number): Promise<void> {
    const changed = await store.call('local.choose', { messageId });
    publish.messages(conversationId, changed);
    publish.conversations([conversationId]);
  }

  /** While nothing is told, so that the texts are those of the revision. */
  function read(conversationId: number): Promise<Result<Comparison>> {
    return publish.inTurn(async () => {
      const revision = publish.open(conversationId);
      const conversation = await readConversation(context, conversationId);
      const first = await store.call('local.firstQuestion', { id: conversationId });
      if (!conversation || !first) return noConversation();
      const [question, ...answers] = await readMessages(context, [first.questionId, ...first.answerIds]);
      return question ? ok({ conversation, question, answers: columnsOf(answers), revision }) : noConversation();
    });
  }

  return {
    compare: ({ prompt, targets }) =>
      withStore(context, async () => {
        const content = checkContent(prompt);
        if (!content.ok) return content;
        const [first] = targets;
        const twice = targets.some((one, at) => targets.findIndex((other) => sameTarget(one, other)) < at);
        if (!first || twice) return fail(sameTargetTwice());
        const plans = targets.map((target) => asker.plan([target]));
        const asked = await store.call('local.askMany', {
          content: content.value,
          title: titleFrom(content.value),
          chain: [first],
          answers: plans.map((plan) => plan.facts),
          now: clock.now(),
        });
        const begun = asker.begin(asked, plans);
        return begun.ok ? read(begun.value.conversationId) : begun;
      }),

    comparison: ({ conversationId }) => withStore(context, () => read(conversationId)),

    goOnWith: ({ messageId }) =>
      withStore(context, async () => {
        const found = await readMessage(context, messageId);
        if (!found.ok) return found;
        const { message, local } = found.value;
        if (!local.answer) return fail(appError('validation', 'this is no answer', { reason: 'noAnswer' }));
        await store.call('local.setChain', { id: message.conversationId, chain: [local.answer.target] });
        await show(messageId, message.conversationId);
        const conversation = await readConversation(context, message.conversationId);
        return conversation ? ok(conversation) : noConversation();
      }),

    choose: ({ messageId }) =>
      withStore(context, async () => {
        const found = await readMessage(context, messageId);
        if (!found.ok) return found;
        await show(messageId, found.value.message.conversationId);
        return ok(null);
      }),
  };
}

/** One answer for each target, in the order in which the targets were first asked. */
function columnsOf(answers: readonly Message[]): readonly Message[] {
  const columns: Message[] = [];
  for (const answer of answers) {
    const at = columns.findIndex((other) => isSameColumn(other, answer));
    if (at < 0) columns.push(answer);
    else columns[at] = answer;
  }
  return columns;
}

function isSameColumn(a: Message, b: Message): boolean {
  const [one, other] = [a.local?.answer?.target, b.local?.answer?.target];
  return one !== undefined && other !== undefined && sameTarget(one, other);
}

function sameTargetTwice(): AppError {
  return appError('validation', 'a comparison asks each target once', { reason: 'sameTarget' });
}
