import { describe, expect, test } from 'vitest';
import { createAnswerDesk } from '../../../main/answers/answer-desk.ts';
import { HALEXT_TARGET } from '../../../main/answers/desk.ts';
import { appError, fail, ok } from '../../../main/errors.ts';
import type { HalextApi, RemoteQuestion } from '../../../main/halext/api.ts';
import type { Account, AnswerSourceDraft, ModelDetail, SessionState } from '../../../preload/contract.ts';
import { aguiDraft, answerDraft, gatewayDraft, KEY, must, desk as sourcesDesk, TOKEN } from '../sources/desk.ts';
import { ask, parameters } from './asking.ts';
import { bodyOfRequest, events, fakeHttp, json, listener, type Said } from './fake-http.ts';

const ACCOUNT: Account = {
  id: 1,
  server: 'https://halext.example.org/api',
  userId: 7,
  username: 'ada',
  displayName: 'Ada',
  demo: false,
};

/** A desk over sources of a computer, in front of servers that follow the script. */
async function setUp(
  script: Readonly<Record<string, readonly Said[]>> = {},
  halext: { state?: SessionState; chat?: HalextApi['chat'] } = {},
) {
  const computer = sourcesDesk();
  const sources = computer.start();
  const { http, requests } = fakeHttp(script);
  const { state = { kind: 'signedOut' } } = halext;
  const api = { chat: halext.chat } as HalextApi;
  let serial = 0;
  const desk = createAnswerDesk({
    sources,
    session: { state: () => state, api: () => (state.kind === 'signedOut' || state.kind === 'local' ? null : api) },
    http,
    clock: computer.clock,
    random: () => 0.5,
    newId: () => `new-${++serial}`,
  });
  return { computer, sources, desk, requests };
}

const completion = json({ model: 'm', choices: [{ message: { content: 'Forty-two.' }, finish_reason: 'stop' }] });
const CONVERSATION = [
  { role: 'user', text: 'One?' },
  { role: 'assistant', text: 'Two.' },
  { role: 'user', text: 'Three?' },
] as const;

describe('sources of answers', () => {
  test('are opened with what their settings say, and asked with key and headers', async () => {
    const { sources, desk, requests } = await setUp({ '/v1/chat/completions': [completion] });
    const prices = { input: 1, output: 2, currency: 'EUR' };
    const set = parameters({ temperature: 0.2 });
    const { id } = must(
      await sources.save(
        answerDraft({
          kind: 'openai-compatible',
          address: 'http://127.0.0.1:11434/v1',
          headers: [{ name: 'X-Team', value: 'north', secret: true }],
          parameters: set,
          prices,
          stream: false,
        }),
      ),
    );
    const open = must(await desk.open(id));
    expect(open).toMatchObject({ name: 'Atelier chat', demo: false, nearby: true, model: 'Technova', prices });
    expect(open).toMatchObject({ system: 'You are brief.', parameters: set });
    const { heard, end } = await ask(open.source, { system: open.system, parameters: open.parameters });
    expect([heard.text, must(end).kind]).toEqual(['Forty-two.', 'complete']);
    expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'x-team': 'north' });
    expect(bodyOfRequest(requests[0])).toMatchObject({ model: 'Technova', temperature: 0.2, stream: false });
  });

  test('are read anew each time: a key that was changed is the one that is sent', async () => {
    const { sources, desk, requests } = await setUp({ '/webui/api/chat/completions': [completion] });
    const { id } = must(await sources.save(answerDraft()));
    await ask(must(await desk.open(id)).source);
    await sources.save(answerDraft({ id, key: 'sk-next' }));
    await ask(must(await desk.open(id)).source);
    expect(requests.map((each) => each.headers?.authorization)).toEqual([`Bearer ${KEY}`, 'Bearer sk-next']);
  });

  test('that are gone, or whose key is, say so', async () => {
    const { sources, desk } = await setUp();
    expect(await desk.open('nobody')).toMatchObject({ ok: false, error: { kind: 'notFound', reason: 'source' } });
    const kept = must(await sources.save(answerDraft()));
    sources.setDemo([{ ...kept, id: 'demo-1', demo: true }], new Map());
    expect(await desk.open('demo-1')).toMatchObject({ ok: false, error: { kind: 'keychain', reason: 'missing' } });
  });
});

describe('the size of a context', () => {
  const sized = async (
    draft: Partial<AnswerSourceDraft>,
    model: string | null,
    details: readonly ModelDetail[] = [],
  ) => {
    const { computer, sources, desk } = await setUp();
    const { id } = must(await sources.save(answerDraft(draft)));
    computer.gateway.answer = ok({ models: ['any'], details });
    await sources.models({ id, refresh: true });
    return desk.contextTokens(id, model);
  };
  const detail = { id: 'gpt-4', name: 'gpt-4', contextTokens: 4_096, active: true };

  test.each<[string, Partial<AnswerSourceDraft>, string | null, readonly ModelDetail[], number | null]>([
    ['what the list says comes first', {}, 'gpt-4', [detail], 4_096],
    ['the model of the settings is meant when none is named', { model: 'gpt-4' }, null, [detail], 4_096],
    ['published limits where the list is silent', {}, 'gpt-4o', [], 128_000],
    ['nothing is guessed', {}, 'llama3', [], null],
    ['Mistral’s own models', { kind: 'mistral-connector' }, 'mistral-small-latest', [], 32_000],
    ['whatever Mistral chooses', { kind: 'mistral-connector', model: null }, null, [], 32_000],
  ])('%s', async (_what, draft, model, details, tokens) => {
    expect(await sized(draft, model, details)).toBe(tokens);
  });

  test('of the Halext server is known by the name behind the provider', async () => {
    const { desk } = await setUp();
    expect(desk.contextTokens(HALEXT_TARGET, 'openai:gpt-4o')).toBe(128_000);
    expect(desk.contextTokens(HALEXT_TARGET, null)).toBeNull();
  });
});

describe('the AI of the Halext server', () => {
  const state: SessionState = { kind: 'signedIn', account: ACCOUNT, keep: true, expiresAt: 0 };
  const answering = (model: string) => {
    const asked: RemoteQuestion[] = [];
    const chat: HalextApi['chat'] = async (question) => {
      asked.push(question);
      question.onSent();
      return ok({ text: 'Four.', model });
    };
    return { asked, chat };
  };

  test('is asked with the history and without a conversation', async () => {
    const { asked, chat } = answering('ollama:llama3.1');
    const { desk } = await setUp({}, { state, chat });
    const open = must(await desk.open(HALEXT_TARGET));
    expect(open).toMatchObject({ demo: false, nearby: false, model: null, system: null });
    const { heard, end } = await ask(open.source, { turns: CONVERSATION, model: 'ollama:llama3.1', system: 'Brief.' });
    expect(heard).toMatchObject({ text: 'Four.', model: 'ollama:llama3.1' });
    expect(must(end)).toMatchObject({ kind: 'complete', attempts: 1 });
    expect(asked).toMatchObject([
      {
        prompt: 'Three?',
        history: [
          { role: 'system', content: 'Brief.' },
          { role: 'user', content: 'One?' },
          { role: 'assistant', content: 'Two.' },
        ],
        model: 'ollama:llama3.1',
      },
    ]);
  });

  test('a mock’s words are no answer: somebody else may be asked', async () => {
    const { desk } = await setUp({}, { state, chat: answering('mock:mock').chat });
    const { heard, end } = await ask(must(await desk.open(HALEXT_TARGET)).source);
    expect(heard.text).toBe('');
    expect(end).toMatchObject({ ok: false, error: { kind: 'serverAi', reason: 'mock' } });
  });

  test.each<SessionState>([{ kind: 'signedOut' }, { kind: 'local', account: ACCOUNT }])(
    'is not there without an account: $kind',
    async (without) => {
      const { desk } = await setUp({}, { state: without });
      expect(await desk.open(HALEXT_TARGET)).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'signedOut' } });
    },
  );

  test('stopped by the person it ends so, not as a failure', async () => {
    const chat: HalextApi['chat'] = async () => fail(appError('cancelled', 'x'));
    const { desk } = await setUp({}, { state, chat });
    const { end } = await ask(must(await desk.open(HALEXT_TARGET)).source, {}, AbortSignal.abort());
    expect(must(end).kind).toBe('stopped');
  });
});

describe('an agent gateway', () => {
  const opened = async (said: Said) => {
    const { sources, desk, requests } = await setUp({ '/v1/chat/completions': [said] });
    const { id } = must(await sources.save(gatewayDraft({ model: 'local/small' })));
    return { open: must(await desk.open(id)), requests };
  };

  test('is asked at once: no task is made of it', async () => {
    const { open, requests } = await opened(completion);
    const { heard } = await ask(open.source, { turns: CONVERSATION, system: 'Brief.' });
    expect(heard.text).toBe('Forty-two.');
    expect(Object.keys(requests[0]?.headers ?? {}).map((name) => name.toLowerCase())).not.toContain('x-sid');
    expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY}` });
    expect(bodyOfRequest(requests[0])).toMatchObject({ model: 'local/small', stream: false, messages: { length: 3 } });
  });

  test('its apology is kept, and said to be no answer', async () => {
    const apology = 'Désolé, une erreur est survenue lors du traitement de votre demande.';
    const { open } = await opened(json({ choices: [{ message: { content: apology } }] }));
    const { heard, end } = await ask(open.source);
    expect(heard.text).toBe(apology);
    expect(must(end)).toMatchObject({ kind: 'incomplete', error: { kind: 'serverAi', reason: 'apology' } });
  });
});

describe('an AG-UI agent', () => {
  const frames = (...all: object[]) => events(all.map((each) => `data: ${JSON.stringify(each)}\n\n`).join(''));
  const started = { type: 'RUN_STARTED', threadId: 't', runId: 'r' };
  const finished = { type: 'RUN_FINISHED', threadId: 't', runId: 'r' };
  const says = (messageId: string, ...deltas: string[]) => [
    { type: 'TEXT_MESSAGE_START', messageId, role: 'assistant' },
    ...deltas.map((delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta })),
    { type: 'TEXT_MESSAGE_END', messageId },
  ];
  const asked = async (said: Said, signal?: AbortSignal) => {
    const { sources, desk, requests } = await setUp({ '/ledger': [said] });
    const { id } = must(await sources.save(aguiDraft()));
    const { source } = must(await desk.open(id));
    return { ...(await ask(source, { turns: CONVERSATION, system: 'Brief.' }, signal)), requests };
  };

  test('gets the whole conversation on a thread of its own, and no tool of this computer', async () => {
    const { requests } = await asked(frames(started, finished));
    expect(bodyOfRequest(requests[0])).toMatchObject({
      threadId: expect.stringMatching(/^new-/),
      messages: [
        { role: 'system', content: 'Brief.' },
        { role: 'user', content: 'One?' },
        { role: 'assistant', content: 'Two.' },
        { role: 'user', content: 'Three?' },
      ],
      tools: [],
    });
    expect(requests[0]?.headers).toMatchObject({ Authorization: `Bearer ${TOKEN}` });
  });

  test('its words and its reasoning are told, its tools and the words of others are not', async () => {
    const { heard, end } = await asked(
      frames(
        started,
        { type: 'REASONING_MESSAGE_START', messageId: 'q', role: 'reasoning' },
        { type: 'REASONING_MESSAGE_CONTENT', messageId: 'q', delta: 'Hm.' },
        { type: 'TOOL_CALL_START', toolCallId: 'c', toolCallName: 'look' },
        { type: 'TOOL_CALL_ARGS', toolCallId: 'c', delta: '{"a":1}' },
        { type: 'TOOL_CALL_END', toolCallId: 'c' },
        { type: 'TEXT_MESSAGE_START', messageId: 'u', role: 'user' },
        { type: 'TEXT_MESSAGE_CONTENT', messageId: 'u', delta: 'not mine' },
        { type: 'TEXT_MESSAGE_END', messageId: 'u' },
        ...says('a', 'It ', 'holds.'),
        ...says('b', 'Good day.'),
        finished,
      ),
    );
    expect(heard).toMatchObject({ text: 'It holds.\n\nGood day.', reasoning: 'Hm.', calls: [] });
    expect(must(end).kind).toBe('complete');
  });

  test('that only sends its messages at the end is heard too, without what we sent ourselves', async () => {
    const snapshot = (ids: readonly string[]) => ({
      type: 'MESSAGES_SNAPSHOT',
      messages: [
        { id: ids[0], role: 'assistant', content: 'Two.' },
        { id: 'fresh', role: 'assistant', content: 'Here.' },
      ],
    });
    // Ids are given in the order of the messages; the third is that of "Two.".
    const { heard } = await asked(frames(started, snapshot(['new-3']), finished));
    expect(heard.text).toBe('Here.');
  });

  test.each([
    ['an error of its own', { type: 'RUN_ERROR', message: 'sk-secret' }, 'serverAi', 'agentFailed'],
    [
      'a question back',
      { ...finished, outcome: { type: 'interrupt', interrupts: [{ id: 'i', reason: 'approve' }] } },
      'validation',
      'agentAsks',
    ],
  ])('%s is a failure before the first word, and an unfinished answer after it', async (_what, last, kind, reason) => {
    const before = await asked(frames(started, last));
    expect(before.end).toMatchObject({ ok: false, error: { kind, reason } });
    expect(JSON.stringify(before.end)).not.toContain('sk-secret');
    const after = await asked(frames(started, ...says('a', 'Half'), last));
    expect(after.heard.text).toBe('Half');
    expect(must(after.end)).toMatchObject({ kind: 'incomplete', error: { kind, reason } });
  });

  test('a stream that breaks off keeps its text', async () => {
    const { heard, end } = await asked(frames(started, ...says('a', 'Half')));
    expect(heard.text).toBe('Half');
    expect(must(end)).toMatchObject({ kind: 'incomplete', why: 'brokenStream' });
  });

  test('a refused key is a failure', async () => {
    const { end } = await asked(json({ detail: 'no' }, 401));
    expect(end).toMatchObject({ ok: false, error: { kind: 'auth', status: 401 } });
  });

  test('nothing is asked without a question', async () => {
    const { sources, desk, requests } = await setUp();
    const { id } = must(await sources.save(aguiDraft()));
    const { source } = must(await desk.open(id));
    const { sink } = listener();
    const request = { turns: [], model: null, system: null, parameters: parameters({}) };
    expect(await source.send(request, sink, new AbortController().signal)).toMatchObject({
      ok: false,
      error: { reason: 'question' },
    });
    expect(requests).toEqual([]);
  });
});
