import type { AnswerTarget, Conversation, Message } from '../../preload/contract.ts';
import { checkContent, titleFrom } from '../conversations/content.ts';
import { withStore } from '../conversations/context.ts';
import type { QuickOptions } from '../conversations/index.ts';
import { createLane } from '../conversations/lane.ts';
import { LOCAL_ACCOUNT_ID } from '../database/schema.ts';
import { ok, type Result } from '../errors.ts';
import { type LocalContext, noConversation, readConversation } from './context.ts';
import { sameTarget } from './facts.ts';
import type { QuestionCommands } from './questions.ts';

export interface QuickCommands {
  /** The conversation the next quick question goes to; `null` when it will be made. */
  target(options: QuickOptions): Promise<Result<Conversation | null>>;
  /**
   * Asks `source`, whoever answers in the conversation otherwise; `null` asks these. A conversation that is made is one
   * with `source`. Errors as `send`.
   */
  ask(
    request: { content: string; conversationId: number | null; source: AnswerTarget | null },
    options: QuickOptions,
  ): Promise<Result<Message>>;
}

export function createQuickCommands(context: LocalContext, { send }: Pick<QuestionCommands, 'send'>): QuickCommands {
  const { store, clock, publish } = context;
  const lane = createLane();

  async function find({ quick, dailyTitle }: QuickOptions): Promise<Conversation | null> {
    switch (quick.target) {
      case 'daily':
        return store.call('conversations.byTitle', { accountId: LOCAL_ACCOUNT_ID, title: dailyTitle });
      case 'chosen':
        return quick.conversationId === null ? null : readConversation(context, quick.conversationId);
      case 'lastUsed': {
        const list = await store.call('conversations.list', { accountIds: [LOCAL_ACCOUNT_ID] });
        return list.find((one) => !one.hidden && !one.local?.comparison) ?? null;
      }
    }
  }

  /** One after the other: two quick questions in a row must not make two conversations of the day. */
  function findOrMake(content: string, source: AnswerTarget, options: QuickOptions): Promise<Conversation | null> {
    return lane(async () => {
      const found = await find(options);
      if (found) return found;
      const title = options.quick.target === 'daily' ? options.dailyTitle : titleFrom(content);
      const given = { title, chain: [source], comparison: false, now: clock.now() };
      const id = await store.call('local.create', given);
      publish.conversations([id]);
      return readConversation(context, id);
    });
  }

  return {
    target: (options) => withStore(context, async () => ok(await find(options))),

    ask: (request, options) =>
      withStore(context, async () => {
        const content = checkContent(request.content);
        if (!content.ok) return content;
        const { conversationId, source } = request;
        const conversation =
          conversationId === null && source
            ? await findOrMake(content.value, source, options)
            : await readConversation(context, conversationId ?? -1);
        const first = conversation?.local?.chain[0];
        if (!conversation || !first) return noConversation();
        const target = source && !sameTarget(first, source) ? source : null;
        return send({ conversationId: conversation.id, content: content.value, target });
      }),
  };
}
