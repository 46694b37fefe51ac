import { describe, expect, test } from 'vitest';
import type { AnswerTarget, Conversation, SessionState, Source } from '../../../preload/contract.ts';
import { type Circumstances, placeFor, whoIsAsked } from '../../../renderer/quick/asked.ts';
import { HALEXT } from '../../../renderer/sources/target-words.ts';

const account = { id: 1, server: 'https://h', userId: 1, username: 'a', displayName: 'A', demo: false };
const SIGNED_IN: SessionState = { kind: 'signedIn', account, keep: true, expiresAt: 0 };
const LOCAL: SessionState = { kind: 'local', account: { ...account, id: 0 } };
const source = (id: string) => ({ id, kind: 'openai-compatible', name: id }) as Source;
const at = (sourceId: string): AnswerTarget => ({ sourceId, model: null });
const serverPlace = { id: 1, local: null } as Conversation;
const place = (chain: readonly AnswerTarget[]) =>
  ({ id: 2, local: { chain, comparison: false, answering: 0 } }) as unknown as Conversation;

function now(more: Partial<Circumstances> & { source?: AnswerTarget; chain?: readonly AnswerTarget[] } = {}) {
  const quick = { target: 'lastUsed', conversationId: null, modelId: null, withAi: true } as const;
  return whoIsAsked({
    picked: null,
    place: null,
    settings: {
      quick: { ...quick, source: more.source ?? null },
      answers: { chain: more.chain ?? [], cache: false, compare: [] },
    },
    session: SIGNED_IN,
    sources: [source('a'), source('b')],
    known: true,
    ...more,
  });
}

describe('who is asked next', () => {
  test('the Halext server, unless the settings say a source', () => {
    expect(now()).toEqual(at(HALEXT));
    expect(now({ source: at('b') })).toEqual(at('b'));
  });

  test('what was picked goes before the conversation, and the conversation before the settings', () => {
    expect(now({ source: at('b'), place: place([at('a')]) })).toEqual(at('a'));
    expect(now({ source: at('b'), place: serverPlace })).toEqual(at(HALEXT));
    expect(now({ picked: at('b'), place: serverPlace })).toEqual(at('b'));
  });

  test('a source that was removed is passed over, one that may still come is not', () => {
    expect(now({ source: at('gone') })).toEqual(at(HALEXT));
    expect(now({ source: at('gone'), known: false, sources: [] })).toEqual(at('gone'));
  });

  test('without a server it is never the server, and with nobody there it is nobody', () => {
    expect(now({ session: LOCAL })).toEqual(at('a'));
    expect(now({ session: LOCAL, picked: at(HALEXT), chain: [at('b')] })).toEqual(at('b'));
    expect(now({ session: { kind: 'signedOut' }, sources: [source('b')] })).toEqual(at('b'));
    expect(now({ session: LOCAL, sources: [] })).toBeNull();
  });
});

test('a question to a source never goes to a conversation of the server, nor the other way round', () => {
  const here = place([at('a')]);
  expect(placeFor(at('a'), here)).toBe(here);
  expect(placeFor(at('a'), serverPlace)).toBeNull();
  expect(placeFor(at(HALEXT), here)).toBeNull();
  expect(placeFor(at(HALEXT), serverPlace)).toBe(serverPlace);
});
