import { z } from 'zod';
import type { Demo, Route } from '../demo.ts';
import { formBody, jsonBody, optionalText, queryInteger, text } from '../input.ts';
import { crash, refusal, unauthorized } from '../refusals.ts';
import { plannerOf } from '../seed/planner.ts';
import { accessToken, signedIn } from '../session.ts';
import type { UserRow } from '../state.ts';
import { naiveSeconds, userSummaryJson } from '../wire.ts';

const credentials = z.object({ username: z.string(), password: z.string() });
const registration = z.object({ username: text, email: text, password: text, full_name: optionalText });

/** Signing in, registering and finding people (contract 2). */
export function userRoutes(demo: Demo): Route[] {
  const { store, switches } = demo;
  return [
    {
      method: 'POST',
      path: '/token',
      handle: async (c) => {
        if (switches.take('tokenEndpointDown', c.req)) throw crash();
        const form = await formBody(c, credentials);
        const user = store.userForLogin(form.username);
        const refused = switches.take('passwordRefused', c.req) === true || user?.password !== form.password;
        if (!user || refused) throw unauthorized('Incorrect username or password');
        return c.json({ access_token: accessToken(demo, user), token_type: 'bearer' });
      },
    },
    {
      method: 'POST',
      path: '/users/',
      handle: async (c) => {
        const wanted = await jsonBody(c, registration);
        if (store.state.users.some((user) => user.email === wanted.email)) {
          throw refusal(400, 'Email already registered');
        }
        if (store.userNamed(wanted.username)) throw refusal(400, 'Username already registered');
        const { username, email, password, full_name } = wanted;
        return c.json(userJson(store.addUser({ username, email, password, fullName: full_name, isAdmin: false })));
      },
    },
    { method: 'GET', path: '/users/me/', handle: signedIn(demo, (c, me) => c.json(userJson(me))) },
    {
      method: 'GET',
      path: '/users/search',
      handle: signedIn(demo, (c, me) => {
        const limit = queryInteger(c, 'limit', 20);
        const found = matching(store.state.users, c.req.query('q') ?? '').filter((user) => user.id !== me.id);
        return c.json((limit < 0 ? found : found.slice(0, limit)).map(userSummaryJson));
      }),
    },
  ];
}

/** People whose user name or full name contains the text, ordered by user name. */
function matching(users: readonly UserRow[], query: string): UserRow[] {
  const wanted = query.toLowerCase();
  return users
    .filter((user) => `${user.username}\n${user.fullName ?? ''}`.toLowerCase().includes(wanted))
    .sort((a, b) => (a.username < b.username ? -1 : 1));
}

function userJson(user: UserRow) {
  return {
    username: user.username,
    email: user.email,
    full_name: user.fullName,
    is_admin: user.isAdmin,
    id: user.id,
    created_at: naiveSeconds(user.createdAt),
    ...plannerOf(user),
  };
}
