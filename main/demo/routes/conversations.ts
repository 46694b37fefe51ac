import { z } from 'zod';
import type { Demo, DemoContext, Route } from '../demo.ts';
import { jsonBody, missing, optionalText, pathId, text } from '../input.ts';
import { resolveModelId } from '../models.ts';
import { crash, noContent, refusal } from '../refusals.ts';
import { signedIn } from '../session.ts';
import type { ConversationRow, UserRow } from '../state.ts';
import { conversationJson } from '../wire.ts';

const settings = z.object({
  title: text,
  mode: text.default('solo'),
  with_ai: z.boolean().default(true),
  default_model_id: optionalText,
});
const creation = settings.extend({ participant_usernames: z.array(text).default([]) });

/** Conversations: list, read, create, replace, delete, and the hive-mind goal (contract 3). */
export function conversationRoutes(demo: Demo): Route[] {
  const { store, switches } = demo;
  const show = (c: DemoContext, rows: ConversationRow[]) => {
    const whole = rows.map((row) => conversationJson(store, row));
    return switches.take('conversationMissingFields', c.req) ? whole.map(withoutFields) : whole;
  };
  const showOne = (c: DemoContext, row: ConversationRow) => c.json(show(c, [row])[0]);
  return [
    {
      method: 'GET',
      path: '/conversations/',
      handle: signedIn(demo, (c, me) => c.json(show(c, store.conversationsOf(me.id)))),
    },
    {
      method: 'GET',
      path: '/conversations/:conversation_id',
      handle: signedIn(demo, (c, me) => showOne(c, visibleConversation(demo, me, pathId(c, 'conversation_id')))),
    },
    {
      method: 'POST',
      path: '/conversations/',
      handle: signedIn(demo, async (c, me) => {
        const wanted = await jsonBody(c, creation);
        const others = wanted.participant_usernames.map((username) => idOf(demo, username));
        const row = store.addConversation({
          title: wanted.title,
          mode: wanted.mode,
          withAi: wanted.with_ai,
          defaultModelId: resolveModelId(store.state, wanted.default_model_id),
          ownerId: me.id,
          participantIds: [...new Set([me.id, ...others])].sort((a, b) => a - b),
        });
        return showOne(c, row);
      }),
    },
    {
      method: 'PUT',
      path: '/conversations/:conversation_id',
      handle: signedIn(demo, async (c, me) => {
        const id = pathId(c, 'conversation_id');
        const wanted = await jsonBody(c, settings);
        const row = ownConversation(demo, me, id, 'Only the owner can modify conversation settings');
        store.changeConversation(row, {
          title: wanted.title,
          mode: wanted.mode,
          withAi: wanted.with_ai,
          defaultModelId: resolveModelId(store.state, wanted.default_model_id),
        });
        return showOne(c, row);
      }),
    },
    {
      method: 'DELETE',
      path: '/conversations/:conversation_id',
      handle: signedIn(demo, (c, me) => {
        const id = pathId(c, 'conversation_id');
        const row = ownConversation(demo, me, id, 'Only the owner can delete this conversation');
        if (switches.take('deleteFails500', c.req)) throw crash();
        store.removeConversation(row.id);
        return noContent();
      }),
    },
    {
      method: 'POST',
      path: '/conversations/:conversation_id/hive-mind/goal',
      handle: signedIn(demo, (c, me) => {
        const id = pathId(c, 'conversation_id');
        const goal = c.req.query('goal');
        if (goal === undefined) throw refusal(422, [missing(['query', 'goal'])]);
        const row = ownConversation(demo, me, id, 'Only the owner can set the hive mind goal');
        store.changeConversation(row, { hiveMindGoal: goal });
        return showOne(c, row);
      }),
    },
    ...['summary', 'next-steps'].map((path): Route => hiveMindRoute(demo, path)),
  ];
}

/** A conversation the person takes part in; 404 otherwise, whether or not it exists. */
export function visibleConversation(demo: Demo, me: UserRow, id: number): ConversationRow {
  const row = demo.store.conversationFor(id, me.id);
  if (!row) throw refusal(404, 'Conversation not found');
  return row;
}

function ownConversation(demo: Demo, me: UserRow, id: number, otherwise: string): ConversationRow {
  const row = visibleConversation(demo, me, id);
  if (row.ownerId !== me.id) throw refusal(403, otherwise);
  return row;
}

/** The server's unfinished hive-mind reports: 400 without a goal, a crash with one (contract 3). */
function hiveMindRoute(demo: Demo, report: string): Route {
  return {
    method: 'GET',
    path: `/conversations/:conversation_id/hive-mind/${report}`,
    handle: signedIn(demo, (c, me) => {
      const row = visibleConversation(demo, me, pathId(c, 'conversation_id'));
      if (!row.hiveMindGoal) throw refusal(400, 'This conversation does not have a hive mind goal.');
      throw crash();
    }),
  };
}

function idOf(demo: Demo, username: string): number {
  const user = demo.store.userNamed(username);
  if (!user) throw refusal(404, `User ${username} not found`);
  return user.id;
}

function withoutFields(conversation: ReturnType<typeof conversationJson>) {
  const { owner_id: _owner, updated_at: _changed, participants: _people, ...rest } = conversation;
  return rest;
}
