import { RunAgentInputSchema } from '@ag-ui/core/schemas';
import { expect, test } from 'vitest';
import { beginThread } from '../../../../main/runs/agui/beginning.ts';
import { inputFor, type Request } from '../../../../main/runs/agui/input.ts';
import { createEventLog } from '../../../../main/runs/agui/log.ts';
import { NOTHING_ASKED, parseMemory } from '../../../../main/runs/agui/memory.ts';
import { addUsage } from '../../../../main/runs/agui/usage.ts';
import { createFrameReader } from '../../../../main/runs/agui/wire.ts';
import type { AguiSource } from '../../../../preload/contract.ts';
import { newRun } from '../gateway/desk.ts';
import { memory, QUESTION, type Sent } from './play.ts';

const source = (more: Partial<AguiSource> = {}): AguiSource => ({
  id: 's',
  kind: 'agui',
  name: 'Agent',
  address: 'https://agent.example/run',
  demo: false,
  headers: [],
  protocol: '1.0',
  forwardedProps: '',
  openWebuiPreset: false,
  idleSeconds: 60,
  tools: { openUrl: false, copyToClipboard: false },
  ...more,
});

const request = (more: Partial<Request> = {}): Request => ({
  threadId: 't',
  runId: 'r',
  messages: [QUESTION],
  state: null,
  resume: [],
  commands: [],
  model: null,
  ...more,
});

test('older servers find all they want, and no null', () => {
  const sent = inputFor(source(), request());
  expect(sent).toEqual({
    threadId: 't',
    runId: 'r',
    protocolVersion: '1.0',
    state: {},
    messages: [QUESTION],
    tools: [],
    context: [],
    forwardedProps: {},
  });
  expect(inputFor(source({ protocol: 'legacy' }), request())).not.toHaveProperty('protocolVersion');
  expect(RunAgentInputSchema.safeParse(sent).success).toBe(true);
});

test('state goes back as it came, activities do not', () => {
  const activity = { id: 'p', role: 'activity' as const, activityType: 'PLAN', content: {} };
  const thought = { id: 'z', role: 'reasoning' as const, content: 'hm', encryptedValue: 'opaque' };
  const sent = inputFor(source(), request({ messages: [QUESTION, activity, thought], state: { n: 1 } }));
  expect(sent).toMatchObject({ state: { n: 1 }, messages: [QUESTION, thought] });
  expect(inputFor(source(), request({ state: 0 })).state).toBe(0);
});

test('only tools that are switched on are declared', () => {
  const names = (tools: AguiSource['tools']) => inputFor(source({ tools }), request()).tools?.map(({ name }) => name);
  expect(names({ openUrl: true, copyToClipboard: false })).toEqual(['open_url']);
  expect(names({ openUrl: true, copyToClipboard: true })).toEqual(['open_url', 'copy_to_clipboard']);
});

test('answers travel as resume, or as a command', () => {
  const resume = [{ interruptId: 'i', status: 'resolved' as const, payload: { approved: true } }];
  expect(inputFor(source(), request({ resume })).resume).toEqual(resume);
  const own = source({ forwardedProps: '{"tenant":"a","command":{"goto":"x"}}' });
  const props = (commands: unknown[]) => inputFor(own, request({ commands })).forwardedProps;
  expect(props([])).toEqual({ tenant: 'a', command: { goto: 'x' } });
  expect(props(['Paris'])).toEqual({ tenant: 'a', command: { resume: 'Paris' } });
  expect(props(['a', 'b'])).toMatchObject({ command: { resume: ['a', 'b'] } });
});

test('the Open WebUI preset sends what its pipe sends; what the person set wins', () => {
  const preset = source({ openWebuiPreset: true, forwardedProps: '{"model":"mine","tenant":"a"}' });
  const { context, forwardedProps } = inputFor(preset, request());
  expect(forwardedProps).toEqual({
    openwebui_request: true,
    model: 'mine',
    original_params: { temperature: null, top_p: null, top_k: null, stop: null, stream: true, max_tokens: null },
    tenant: 'a',
  });
  expect(context).toHaveLength(1);
  expect(JSON.parse(context?.[0]?.value ?? '')).toMatchObject({
    original_model: 'agui-agent',
    requested_model: 'agui-agent',
    user_preferences: {},
    temperature: null,
    max_tokens: null,
    stream: true,
  });
});

// ---- threads

const ids = () => {
  let n = 0;
  return () => `id-${++n}`;
};

test('a new run brings the turns it was given along', () => {
  const earlier = [
    { role: 'user' as const, text: 'Hi' },
    { role: 'assistant' as const, text: 'Hello' },
  ];
  const { memory: begun, resume } = beginThread(newRun(1, 0, { prompt: 'And?', earlier }), ids());
  expect(begun.messages.map(({ role, content }) => [role, content])).toEqual([
    ['user', 'Hi'],
    ['assistant', 'Hello'],
    ['user', 'And?'],
  ]);
  expect(begun.messages.at(-1)?.id).toBe(begun.questionId);
  expect(resume).toEqual([]);
  expect(parseMemory(JSON.parse(JSON.stringify(begun)))).toEqual(begun);
});

test('a run that goes on keeps thread, messages and state, and closes what was asked', () => {
  const call = { id: 'c', type: 'function' as const, function: { name: 'open_url', arguments: '{}' } };
  const known = memory({
    threadId: 'thread-7',
    messages: [QUESTION, { id: 'a', role: 'assistant', toolCalls: [call] }],
    state: { n: 1 },
    asked: { ...NOTHING_ASKED, interrupts: [{ id: 'i', reason: 'confirmation' }], calls: ['c'] },
  });
  const earlier = [{ role: 'user' as const, text: 'Why?' }];
  const { memory: begun, resume } = beginThread(newRun(2, 0, { prompt: 'And?', earlier, memory: known }), ids());
  expect(begun).toMatchObject({ threadId: 'thread-7', state: { n: 1 }, asked: NOTHING_ASKED });
  expect(begun.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'user']);
  expect(begun.messages[2]).toMatchObject({ toolCallId: 'c', error: 'The person gave no answer.' });
  expect(resume).toEqual([{ interruptId: 'i', status: 'cancelled' }]);
});

test('a memory of another shape is no memory', () => {
  for (const kept of [null, undefined, 'x', {}, { ...memory(), messages: [{ role: 'pirate' }] }]) {
    expect(parseMemory(kept)).toBeNull();
  }
});

// ---- the log

function logged(events: readonly Sent[], stepMs = 1) {
  const read = createFrameReader(ids());
  const log = createEventLog();
  for (const [index, event] of events.entries()) {
    const sent = JSON.stringify(event);
    const frame = read(sent);
    log.add(frame, sent, frame.faults, index * stepMs);
  }
  return { early: log.take(events.length * stepMs), late: log.takeAll() };
}

const delta = (id: string, words: string, more = {}): Sent => ({
  type: 'TEXT_MESSAGE_CONTENT',
  messageId: id,
  delta: words,
  ...more,
});

test('deltas of one message share a line until something else comes', () => {
  const { early, late } = logged([
    delta('m', 'a'),
    delta('m', 'b'),
    delta('n', 'c'),
    { type: 'RAW', event: 1 },
    delta('m', 'd'),
  ]);
  expect(early).toEqual([
    {
      at: 0,
      type: 'TEXT_MESSAGE_CONTENT',
      json: '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"ab"}',
      merged: 2,
      fault: null,
    },
    {
      at: 2,
      type: 'TEXT_MESSAGE_CONTENT',
      json: '{"type":"TEXT_MESSAGE_CONTENT","messageId":"n","delta":"c"}',
      merged: 1,
      fault: null,
    },
    { at: 3, type: 'RAW', json: '{"type":"RAW","event":1}', merged: 1, fault: null },
  ]);
  expect(late).toMatchObject([{ at: 4, merged: 1 }]);
});

test('a line is told when it is old, and does not grow for ever', () => {
  const old = logged([delta('m', 'a'), delta('m', 'b')], 300);
  expect(old.early).toMatchObject([{ merged: 2 }]);
  const long = logged(Array.from({ length: 10 }, () => delta('m', 'x'.repeat(10_000))));
  expect([...long.early, ...long.late].map(({ merged }) => merged)).toEqual([4, 4, 2]);
});

test('a delta that carries more than its text stands alone, and so does a fault', () => {
  const { early, late } = logged([
    delta('m', 'a'),
    delta('m', 'b', { metadata: { x: 1 } }),
    delta('m', 'c'),
    { type: 'NOPE' },
  ]);
  expect([...early, ...late].map(({ merged, fault }) => [merged, fault])).toEqual([
    [1, null],
    [1, null],
    [1, null],
    [1, 'unknown type of event: NOPE'],
  ]);
});

test('every line is one line of JSON, and what is encrypted is not in it', () => {
  const read = createFrameReader(ids());
  const log = createEventLog();
  const secret = { type: 'REASONING_ENCRYPTED_VALUE', subtype: 'message', entityId: 'm', encryptedValue: 'opaque' };
  const nested = {
    type: 'MESSAGES_SNAPSHOT',
    messages: [{ id: 'm', role: 'assistant', content: 'x', encryptedValue: 'opaque' }],
  };
  for (const sent of [
    JSON.stringify(secret),
    JSON.stringify(nested, null, 2),
    '[DONE]',
    '{"half',
    '{"type":"RAW",\n"event":1}',
  ]) {
    const frame = read(sent);
    log.add(frame, sent, frame.faults, 0);
  }
  const lines = log.takeAll().map(({ json }) => json);
  expect(lines).toHaveLength(5);
  for (const line of lines) {
    expect(line).not.toMatch(/[\n\r]|opaque/);
    expect(() => JSON.parse(line)).not.toThrow();
  }
  expect(lines[2]).toBe('"[DONE]"');
});

test('usage adds up by provider and model; what was not reported stays so', () => {
  const first = addUsage([], [{ provider: 'a', model: 'm', inputTokens: 1, outputTokens: 2 }]);
  const both = addUsage(first, [
    { provider: 'a', model: 'm', inputTokens: 10 },
    { model: 'n', totalTokens: 5 },
  ]);
  expect(both).toMatchObject([
    { provider: 'a', model: 'm', inputTokens: 11, outputTokens: 2, totalTokens: null, reasoningTokens: null },
    { provider: null, model: 'n', inputTokens: null, totalTokens: 5 },
  ]);
});
