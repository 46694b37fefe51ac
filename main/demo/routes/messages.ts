import { z } from 'zod';
import { answer } from '../answers.ts';
import type { Demo, DemoContext, Route } from '../demo.ts';
import { jsonBody, optionalText, pathId, text } from '../input.ts';
import { crash, noContent, refusal } from '../refusals.ts';
import { signedIn } from '../session.ts';
import type { ConversationRow, MessageRow, UserRow } from '../state.ts';
import { OLDEST_MESSAGES } from '../store.ts';
import { cutSocket, neverAnswer, proxyPage } from '../transport.ts';
import { messageJson } from '../wire.ts';
import { visibleConversation } from './conversations.ts';

const message = z.object({ content: text, model: optionalText });
const quickMessage = z.object({ username: text, content: text, model: optionalText });

/** Messages of a conversation, quick messages, and the calls that do nothing (contract 3). */
export function messageRoutes(demo: Demo): Route[] {
  const { store, switches } = demo;
  return [
    {
      method: 'GET',
      path: '/conversations/:conversation_id/messages',
      handle: signedIn(demo, (c, me) => {
        const row = visibleConversation(demo, me, pathId(c, 'conversation_id'));
        const messages = store.messagesOf(row.id).slice(0, OLDEST_MESSAGES).map(messageJson);
        return c.json(switches.take('messagesNotArray', c.req) ? { messages } : messages);
      }),
    },
    {
      method: 'POST',
      path: '/conversations/:conversation_id/messages',
      handle: signedIn(demo, async (c, me) => {
        const id = pathId(c, 'conversation_id');
        const { content, model } = await jsonBody(c, message);
        return postMessage(demo, c, me, visibleConversation(demo, me, id), content, model);
      }),
    },
    {
      method: 'POST',
      path: '/messages/quick',
      handle: signedIn(demo, async (c, me) => {
        const { username, content, model } = await jsonBody(c, quickMessage);
        if (!username) throw refusal(400, 'username is required');
        const other = store.userNamed(username);
        if (!other) throw refusal(404, 'User not found');
        if (other.id === me.id) throw refusal(400, 'Cannot quick message yourself');
        const { id } = conversationWith(demo, me, other);
        return c.json(messageJson(stored(demo, { conversationId: id, authorId: me.id, modelUsed: model, content })));
      }),
    },
    { method: 'POST', path: '/messages/:message_id/read', handle: signedIn(demo, markRead) },
    ...['read', 'typing'].map(
      (action): Route => ({
        method: 'POST',
        path: `/messages/conversations/:conversation_id/${action}`,
        handle: signedIn(demo, (c, me) => {
          visibleConversation(demo, me, pathId(c, 'conversation_id'));
          return noContent();
        }),
      }),
    ),
  ];
}

/** Stores the person's message first; whatever happens after that, it stays (contract 3.1). */
async function postMessage(
  demo: Demo,
  c: DemoContext,
  me: UserRow,
  conversation: ConversationRow,
  content: string,
  model: string | null,
): Promise<Response> {
  const { switches } = demo;
  if (switches.take('dropBeforeStore', c.req)) return cutSocket(c);
  const mine = stored(demo, { conversationId: conversation.id, authorId: me.id, modelUsed: null, content });

  if (switches.take('storeThenFail500', c.req)) throw crash();
  if (conversation.withAi && switches.take('aiFails500', c.req)) {
    throw refusal(500, 'Failed to generate AI response: ');
  }
  if (switches.take('aiNeverAnswersButStores', c.req)) return neverAnswer();

  const requested = model ?? conversation.defaultModelId ?? demo.store.state.defaultModelId;
  const reply = conversation.withAi ? answerInto(demo, c, conversation, content, requested) : null;
  if (switches.take('storeThenDropReply', c.req)) return abandon(reply, cutSocket(c));
  if (switches.take('storeThenHtml504', c.req)) return abandon(reply, proxyPage(504, 'Gateway Time-out'));

  const theirs = await reply;
  return c.json(theirs ? [messageJson(mine), messageJson(theirs)] : [messageJson(mine)]);
}

async function answerInto(
  demo: Demo,
  c: DemoContext,
  conversation: ConversationRow,
  question: string,
  requested: string,
): Promise<MessageRow> {
  const { content, model } = await answer(demo, c.req, question, requested);
  // Its id may belong to a new conversation by now.
  if (!demo.store.state.conversations.includes(conversation)) throw gone();
  return stored(demo, { conversationId: conversation.id, authorId: null, modelUsed: model, content });
}

/** Answers the client now; the AI's row arrives later, unless its conversation is gone by then. */
function abandon(reply: Promise<MessageRow> | null, response: Response): Response {
  reply?.catch(() => undefined);
  return response;
}

function stored(demo: Demo, row: Omit<MessageRow, 'id' | 'createdAt'>): MessageRow {
  const message = demo.store.addMessage(row);
  if (!message) throw gone();
  return message;
}

function gone() {
  return refusal(500, 'Internal server error: the conversation was deleted');
}

/** The first conversation of exactly these two people, or a new one. */
function conversationWith(demo: Demo, me: UserRow, other: UserRow): ConversationRow {
  const participantIds = [me.id, other.id].sort((a, b) => a - b);
  const known = demo.store.state.conversations.find(
    (row) => row.participantIds.length === 2 && participantIds.every((id) => row.participantIds.includes(id)),
  );
  return (
    known ??
    demo.store.addConversation({
      title: `Chat with ${other.username}`,
      mode: 'partner',
      withAi: false,
      defaultModelId: null,
      ownerId: me.id,
      participantIds,
    })
  );
}

/** Does nothing and checks nothing: any id will do. */
function markRead(c: DemoContext): Response {
  pathId(c, 'message_id');
  return noContent();
}
