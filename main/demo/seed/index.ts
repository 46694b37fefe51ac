import type { Random } from '../../clock.ts';
import { DEMO_MODEL } from '../models.ts';
import type { DemoState } from '../state.ts';
import { Store } from '../store.ts';
import type { SeedConversation, SeedLine } from './conversation.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { LOG_DISCUSSION } from './log-discussion.ts';
import { PEOPLE } from './people.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** The conversations of a believable workspace. */
export const CONVERSATIONS: readonly SeedConversation[] = [...ENGLISH, ...FRENCH, LOG_DISCUSSION];

/** The data of a new workspace as of `now`: the people, and for "believable" their conversations. */
export function newState(seed: 'believable' | 'empty', now: number, random: Random): DemoState {
  const users = PEOPLE.map(({ username, fullName }, index) => ({
    id: index + 1,
    username,
    email: `${username}@demo.halext.example`,
    password: randomKey(random),
    fullName,
    isAdmin: username === 'marc',
    createdAt: now - (120 - index) * DAY,
  }));
  const [first] = users;
  const state: DemoState = {
    users,
    conversations: [],
    messages: [],
    presence: [],
    defaultModelId: DEMO_MODEL,
    signingKey: randomKey(random),
    responderSeed: Math.floor(random() * 2 ** 32),
    credentials: { username: first?.username ?? '', password: first?.password ?? '' },
    provisionedUserIds: [],
    gatewayKey: `demo-${randomKey(random)}`,
    tasks: [],
    threads: [],
  };
  if (seed === 'believable') tell(state, now);
  return state;
}

/** 24 characters of chance, for passwords and keys that live as long as the demo. */
export function randomKey(random: Random): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from({ length: 24 }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** Writes the conversations in the order in which they happened, so that ids grow with time. */
function tell(state: DemoState, now: number): void {
  const store = new Store(state, () => now);
  const started = CONVERSATIONS.map((told) => ({ told, start: startOf(told, now) })).sort((a, b) => a.start - b.start);
  const lines = started.flatMap(({ told, start }) => {
    const { id } = store.addConversation(
      {
        title: told.title,
        mode: told.people.length === 0 ? 'solo' : told.people.length === 1 ? 'partner' : 'group',
        withAi: told.withAi,
        defaultModelId: told.model,
        ownerId: idOf(store, told.owner),
        participantIds: [told.owner, ...told.people].map((name) => idOf(store, name)).sort((a, b) => a - b),
      },
      start,
    );
    return told.lines.map((line) => ({ line, conversationId: id, at: Math.min(start + line[1] * MINUTE, now) }));
  });
  lines.sort((a, b) => a.at - b.at);
  for (const { line, conversationId, at } of lines) store.addMessage(messageOf(store, conversationId, line), at);
}

function messageOf(store: Store, conversationId: number, [author, , content]: SeedLine) {
  const ai = author.startsWith('ai:');
  return {
    conversationId,
    authorId: ai ? null : idOf(store, author),
    modelUsed: ai ? author.slice('ai:'.length) : null,
    content,
  };
}

function startOf({ began }: SeedConversation, now: number): number {
  if ('minutesAgo' in began) return now - began.minutesAgo * MINUTE;
  const [hours = 0, minutes = 0] = began.at.split(':').map(Number);
  return Math.floor(now / DAY) * DAY - began.daysAgo * DAY + (hours * 60 + minutes) * MINUTE;
}

function idOf(store: Store, username: string): number {
  return store.userNamed(username)?.id ?? 0;
}
