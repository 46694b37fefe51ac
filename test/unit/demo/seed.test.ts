import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../main/demo/models.ts';
import { languageOf } from '../../../main/demo/responder/language.ts';
import { CONVERSATIONS, newState } from '../../../main/demo/seed/index.ts';
import { PEOPLE } from '../../../main/demo/seed/people.ts';

const NOW = Date.UTC(2026, 10, 21, 6, 30);
const DAY = 86_400_000;

function random(): () => number {
  let state = 3;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const state = newState('believable', NOW, random());
const camille = state.users.find((user) => user.username === 'camille');
const messagesOf = (id: number) => state.messages.filter((message) => message.conversationId === id);
const answers = state.messages.filter((message) => message.authorId === null);

describe('the believable workspace', () => {
  test('has ten people, and Camille Roy signs in', () => {
    expect(state.users).toHaveLength(PEOPLE.length);
    expect(state.credentials).toEqual({ username: 'camille', password: camille?.password });
    expect(new Set(state.users.map((user) => user.password)).size).toBe(10);
    expect(state.credentials.password.length).toBeGreaterThan(20);
  });

  test('has its conversations over the last weeks, some of them today, none in the future', () => {
    expect(state.conversations.length).toBeGreaterThanOrEqual(14);
    const ages = state.conversations.map((row) => (NOW - row.updatedAt) / DAY);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(ages.filter((age) => age < 1).length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...ages)).toBeGreaterThan(14);
    expect(Math.max(...state.messages.map((message) => message.createdAt))).toBeLessThanOrEqual(NOW);
  });

  test.each(['00:00', '06:30', '23:59'])('tells nothing of the future at %s either', (time) => {
    const now = Date.parse(`2026-11-21T${time}:00Z`);
    const rows = newState('believable', now, random()).messages;
    expect(Math.max(...rows.map((row) => row.createdAt))).toBeLessThanOrEqual(now);
  });

  test('lets ids grow with time, as a real server would', () => {
    const times = state.messages.map((message) => message.createdAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(state.messages.map((message) => message.id)).toEqual(state.messages.map((_, index) => index + 1));
    for (const row of state.conversations) expect(row.updatedAt).toBe(messagesOf(row.id).at(-1)?.createdAt);
  });

  test('is about half French, half English, and is written in what it says', () => {
    const told = (language: string) => CONVERSATIONS.filter((row) => row.language === language);
    expect(told('fr').length).toBeGreaterThanOrEqual(6);
    expect(told('en').length).toBeGreaterThanOrEqual(6);
    for (const row of CONVERSATIONS) {
      const text = row.lines.map((line) => line[2]).join('\n');
      expect(languageOf(text), row.title).toBe(row.language);
    }
  });

  test('has alone, in twos, in groups, and without AI', () => {
    const sizes = state.conversations.map((row) => row.participantIds.length);
    for (const size of [1, 2, 3]) expect(sizes).toContain(size);
    expect(state.conversations.filter((row) => !row.withAi).length).toBeGreaterThanOrEqual(3);
    for (const row of state.conversations) {
      expect(row.participantIds).toContain(camille?.id);
      expect(row.withAi || messagesOf(row.id).every((message) => message.authorId !== null)).toBe(true);
    }
  });

  test('only lets people write where they take part', () => {
    for (const { conversationId, authorId } of state.messages) {
      const row = state.conversations.find((conversation) => conversation.id === conversationId);
      expect(authorId === null || row?.participantIds.includes(authorId)).toBe(true);
    }
  });

  test('has conversations Camille does not own', () => {
    expect(state.conversations.some((row) => row.ownerId !== camille?.id)).toBe(true);
  });

  test('has one of 205 different messages, more than the server gives', () => {
    const long = state.conversations.map((row) => messagesOf(row.id)).filter((messages) => messages.length > 200);
    expect(long.map((messages) => messages.length)).toEqual([205]);
    const texts = new Set(long[0]?.map((message) => message.content));
    expect(texts.size).toBeGreaterThan(140);
  });

  test('has exactly one mock answer and one by another model than asked', () => {
    expect(answers.filter((message) => message.modelUsed?.startsWith('mock:'))).toHaveLength(1);
    const asked = (id: number) => state.conversations.find((row) => row.id === id)?.defaultModelId;
    const others = answers.filter(({ conversationId, modelUsed }) => modelUsed !== asked(conversationId));
    expect(others.map((message) => message.modelUsed).sort()).toEqual(['mock:llama3.1', 'openai:gpt-4o-mini']);
  });

  test('names only models that are listed', () => {
    const listed = new Set(CATALOGUE.map((model) => model.id));
    for (const { defaultModelId } of state.conversations) expect(listed).toContain(defaultModelId);
  });

  test('shows code, tables, maths, lists and quotes in answers of both languages', () => {
    for (const language of ['fr', 'en']) {
      const text = CONVERSATIONS.filter((row) => row.language === language)
        .flatMap((row) => row.lines)
        .flatMap(([author, , content]) => (author.startsWith('ai:') ? content : []))
        .join('\n');
      for (const sign of [/```\w+\n/, /\| :?--/, /\$\$/, /\n- /, /\n1\. /, /\n?> /, /\*\*/]) expect(text).toMatch(sign);
    }
  });

  test('is the same for the same moment and chance, and empty when asked', () => {
    expect(newState('believable', NOW, random())).toEqual(state);
    const empty = newState('empty', NOW, random());
    expect([empty.users.length, empty.conversations.length, empty.messages.length]).toEqual([10, 0, 0]);
  });
});
