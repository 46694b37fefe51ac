import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Demo } from './demo.ts';
import type { RequestLog } from './request-log.ts';
import { SWITCHES, type SwitchName } from './switches.ts';
import { messageJson } from './wire.ts';

const name = z.enum(Object.keys(SWITCHES) as [SwitchName, ...SwitchName[]]);
const scope = {
  times: z.number().int().positive().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
};
const command = z.union([
  z.object({ set: name, value: z.unknown(), ...scope }),
  z.object({ clear: z.union([name, z.literal('all')]) }),
]);
const saying = z.object({ username: z.string(), conversationId: z.number().int(), content: z.string() });

/**
 * The door tests in another process use; mounted only on demand.
 *
 * * `POST /__demo/switches` with `{set, value, times?, method?, path?}` or `{clear: name | 'all'}`; `GET` lists them.
 * * `GET /__demo/log`: the requests received.
 * * `GET /__demo/state`: the conversations with all their messages.
 * * `POST /__demo/messages` with `{username, conversationId, content}`: somebody else writes.
 */
export function controlDoor(demo: Demo, log: RequestLog): Hono {
  const door = new Hono();
  door.get('/switches', (c) => c.json(demo.switches.list()));
  door.post('/switches', async (c) => {
    const wanted = command.safeParse(await c.req.json().catch(() => null));
    if (!wanted.success) return refused(c, wanted.error);
    if ('clear' in wanted.data) {
      demo.switches.clear(wanted.data.clear === 'all' ? undefined : wanted.data.clear);
      return c.json(demo.switches.list());
    }
    const { set, value, ...rest } = wanted.data;
    const checked = SWITCHES[set].safeParse(value);
    if (!checked.success) return refused(c, checked.error);
    demo.switches.set(set, checked.data, rest);
    return c.json(demo.switches.list());
  });
  door.get('/log', (c) => c.json(log.list()));
  door.get('/state', (c) => c.json(snapshot(demo)));
  door.post('/messages', async (c) => {
    const wanted = saying.safeParse(await c.req.json().catch(() => null));
    if (!wanted.success) return refused(c, wanted.error);
    const said = say(demo, wanted.data.username, wanted.data.conversationId, wanted.data.content);
    return said ? c.json(messageJson(said)) : c.json({ error: 'No such person or conversation' }, 404);
  });
  return door;
}

/** Lets a person of the workspace write; undefined when there is no such person, or they take no part in it. */
export function say(demo: Demo, username: string, conversationId: number, content: string) {
  const author = demo.store.userNamed(username);
  if (!author || !demo.store.conversationFor(conversationId, author.id)) return undefined;
  return demo.store.addMessage({ conversationId, authorId: author.id, modelUsed: null, content });
}

function refused(c: Context, error: z.ZodError): Response {
  return c.json({ error: z.prettifyError(error) }, 400);
}

function snapshot({ store }: Demo) {
  const { state } = store;
  return {
    users: state.users.map(({ id, username, fullName }) => ({ id, username, fullName })),
    conversations: state.conversations.map((row) => ({
      ...row,
      messages: store.messagesOf(row.id).map((message) => ({
        ...message,
        author: store.user(message.authorId ?? 0)?.username ?? null,
      })),
    })),
  };
}
