import { z } from 'zod';
import type { Demo, Route } from '../demo.ts';
import { jsonBody, optionalText, text } from '../input.ts';
import { crash, refusal } from '../refusals.ts';
import { signedIn } from '../session.ts';
import type { PresenceRow, UserRow } from '../state.ts';
import { naiveMicroseconds } from '../wire.ts';

const update = z.object({
  status: text.default('online'),
  current_activity: optionalText,
  status_message: optionalText,
});

/** Presence over REST (contract 6). `is_online` in a request is ignored: the status decides. */
export function presenceRoutes(demo: Demo): Route[] {
  const { store } = demo;
  const report = signedIn(demo, async (c, me) => {
    const { status, current_activity, status_message } = await jsonBody(c, update);
    const presence = { userId: me.id, status, currentActivity: current_activity, statusMessage: status_message };
    return c.json(partnerPresence(me, store.setPresence(presence)));
  });
  return [
    { method: 'POST', path: '/presence/status', handle: report },
    { method: 'POST', path: '/users/me/presence', handle: report },
    {
      method: 'GET',
      path: '/users/presence',
      handle: signedIn(demo, (c) => {
        const ids = c.req.query('user_ids')?.split(',') ?? store.state.users.slice(0, 100).map((user) => `${user.id}`);
        if (ids.some((id) => !/^\s*\d+\s*$/.test(id))) throw crash();
        return c.json(ids.map((id) => bulkPresence(demo, Number(id))));
      }),
    },
    {
      method: 'GET',
      path: '/users/:username/presence',
      handle: signedIn(demo, (c) => {
        const user = store.userNamed(c.req.param('username') ?? '');
        if (!user) throw refusal(404, 'User not found');
        return c.json(partnerPresence(user, store.presenceOf(user.id) ?? neverReported(demo, user)));
      }),
    },
  ];
}

/** Asked for alone, a person who never reported is online since now; asked for in bulk, offline. */
function neverReported(demo: Demo, user: UserRow): PresenceRow {
  return { userId: user.id, status: 'online', currentActivity: null, statusMessage: null, lastSeen: demo.now() };
}

function partnerPresence(user: UserRow, presence: PresenceRow) {
  return {
    username: user.username,
    is_online: presence.status !== 'offline',
    status: presence.status,
    current_activity: presence.currentActivity,
    status_message: presence.statusMessage,
    last_seen: naiveMicroseconds(presence.lastSeen),
  };
}

function bulkPresence(demo: Demo, userId: number) {
  const presence = demo.store.presenceOf(userId);
  return {
    user_id: userId,
    status: presence?.status ?? 'offline',
    last_seen: naiveMicroseconds(presence?.lastSeen ?? demo.now()),
    is_typing: false,
  };
}
