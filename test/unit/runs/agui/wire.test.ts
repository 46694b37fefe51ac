import { EventType } from '@ag-ui/core';
import { expect, test } from 'vitest';
import { createFrameReader } from '../../../../main/runs/agui/wire.ts';
import { EVERY_EVENT } from './every-event.ts';

const reader = () => {
  let ids = 0;
  return createFrameReader(() => `made-${++ids}`);
};
const read = (value: unknown) => reader()(typeof value === 'string' ? value : JSON.stringify(value));

test('the table knows every event of the protocol', () => {
  expect(EVERY_EVENT.map(({ type }) => type).sort()).toEqual(Object.values(EventType).sort());
});

test.each(EVERY_EVENT.map((event) => [event.type, event] as const))('%s is read as it is', (_type, event) => {
  expect(read(event)).toEqual({ type: event.type, event, faults: [], sent: event });
});

test.each(EVERY_EVENT.map((event) => [event.type, event] as const))(
  '%s may say null for what is absent',
  (type, event) => {
    const optional = ['timestamp', 'rawEvent', 'metadata', ...(OPTIONAL[type] ?? [])];
    const nulls = Object.fromEntries(optional.filter((field) => !(field in event)).map((field) => [field, null]));
    const { event: got, faults } = read({ ...event, ...nulls });
    expect(faults).toEqual([]);
    expect(got).toEqual(event);
  },
);

const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  TEXT_MESSAGE_START: ['role', 'name', 'subagentRunId'],
  TOOL_CALL_START: ['parentMessageId', 'subagentRunId'],
  TOOL_CALL_CHUNK: ['parentMessageId', 'delta'],
  RUN_STARTED: ['parentRunId', 'protocolVersion', 'input'],
  RUN_FINISHED: ['result', 'outcome', 'usage'],
  RUN_ERROR: ['code', 'usage'],
  SUBAGENT_STARTED: ['description', 'parentSubagentRunId'],
  SUBAGENT_FINISHED: ['result', 'outcome'],
};

test.each([
  ['[DONE]', 'not JSON'],
  ['{"type":"TEXT_MESSAGE_CONT', 'not JSON'],
  ['null', 'not an object'],
  ['[1]', 'not an object'],
  ['{"error":"x"}', 'unknown type of event: ?'],
  ['{"type":7}', 'unknown type of event: ?'],
  ['{"type":"META","metaType":"x"}', 'unknown type of event: META'],
  ['{"type":"TEXT_MESSAGE_START"}', 'messageId: invalid_type'],
  ['{"type":"STATE_DELTA","delta":[{"op":"hack","path":"/a"}]}', 'delta.0.op: invalid_union'],
])('%s is a fault and no event', (data, fault) => {
  expect(read(data)).toMatchObject({ event: null, faults: [fault] });
});

test('what nests without end is refused before anything walks through it', () => {
  const deep = `{"type":"STATE_SNAPSHOT","snapshot":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
  expect(read(deep)).toMatchObject({ type: 'STATE_SNAPSHOT', event: null, faults: ['nested too deep'] });
});

test('unknown fields pass without a word', () => {
  const { event, faults } = read({ type: 'STEP_STARTED', stepName: 'a', color: 'red' });
  expect(event).toMatchObject({ stepName: 'a' });
  expect(faults).toEqual([]);
});

test.each([
  ['an optional field', { type: 'TEXT_MESSAGE_START', messageId: 'm', role: 'robot' }, { messageId: 'm' }],
  ['a number for text', { type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 5 }, { delta: '5' }],
  ['an object for arguments', { type: 'TOOL_CALL_ARGS', toolCallId: 'c', delta: { a: 1 } }, { delta: '{"a":1}' }],
  [
    'an object for a result',
    { type: 'TOOL_CALL_RESULT', messageId: 'm', toolCallId: 'c', content: { ok: true } },
    { content: '{"ok":true}' },
  ],
  ['a result without an id', { type: 'TOOL_CALL_RESULT', toolCallId: 'c', content: 'x' }, { messageId: 'result-c' }],
  ['an end without ids', { type: 'RUN_FINISHED' }, { type: 'RUN_FINISHED' }],
  [
    'an unknown outcome',
    { type: 'RUN_FINISHED', threadId: 't', runId: 'r', outcome: { type: 'maybe' } },
    { runId: 'r' },
  ],
  ['an error without words', { type: 'RUN_ERROR', message: null, code: 'x' }, { message: '', code: 'x' }],
  ['the old role', { type: 'REASONING_MESSAGE_START', messageId: 'm', role: 'assistant' }, { role: 'reasoning' }],
])('%s costs the field, not the event', (_name, sent, expected) => {
  const { event, faults } = read(sent);
  expect(event).toMatchObject(expected);
  expect(faults).toHaveLength(sent.type === 'RUN_FINISHED' && !('outcome' in sent) ? 2 : 1);
  if ('outcome' in sent) expect(event).not.toHaveProperty('outcome');
});

test('one bad message of a snapshot costs that message', () => {
  const good = { id: 'a', role: 'assistant', content: 'A' };
  const { event, faults } = read({ type: 'MESSAGES_SNAPSHOT', messages: [good, { id: 'b', role: 'pirate' }] });
  expect(event).toMatchObject({ messages: [good] });
  expect(faults).toHaveLength(1);
});

test('what THINKING was is reasoning now, with ids of our own', () => {
  const next = reader();
  const events = [
    { type: 'THINKING_START', title: 'Hm' },
    { type: 'THINKING_TEXT_MESSAGE_START' },
    { type: 'THINKING_TEXT_MESSAGE_CONTENT', delta: 'a' },
    { type: 'THINKING_CONTENT', delta: 'b' },
    { type: 'THINKING_TEXT_MESSAGE_END' },
    { type: 'THINKING_END' },
  ].map((event) => next(JSON.stringify(event)));
  expect(events.map(({ event, type, faults }) => ({ ...event, sent: type, faults }))).toEqual([
    expect.objectContaining({ type: 'REASONING_START', messageId: 'made-1', sent: 'THINKING_START', faults: [] }),
    expect.objectContaining({ type: 'REASONING_MESSAGE_START', messageId: 'made-2', role: 'reasoning' }),
    expect.objectContaining({ type: 'REASONING_MESSAGE_CONTENT', messageId: 'made-2', delta: 'a' }),
    expect.objectContaining({ type: 'REASONING_MESSAGE_CONTENT', messageId: 'made-2', delta: 'b' }),
    expect.objectContaining({ type: 'REASONING_MESSAGE_END', messageId: 'made-2' }),
    expect.objectContaining({ type: 'REASONING_END', messageId: 'made-1' }),
  ]);
});

test('parts of the time before 1.0 become media parts', () => {
  const content = [
    { type: 'binary', mimeType: 'image/png', data: 'AAAA' },
    { type: 'binary', mimeType: 'application/pdf', url: 'https://x.example/a.pdf' },
    { type: 'binary', mimeType: 'audio/ogg', id: 'file-1' },
    { type: 'image_url', image_url: { url: 'https://x.example/a.png' } },
  ];
  const expected = [
    { type: 'image', source: { type: 'data', value: 'AAAA', mimeType: 'image/png' } },
    { type: 'document', source: { type: 'url', value: 'https://x.example/a.pdf', mimeType: 'application/pdf' } },
    { type: 'audio', source: { type: 'file', value: 'file-1', mimeType: 'audio/ogg' } },
    { type: 'image', source: { type: 'url', value: 'https://x.example/a.png' } },
  ];
  const result = read({ type: 'TOOL_CALL_RESULT', messageId: 'm', toolCallId: 'c', content });
  expect(result).toMatchObject({ faults: [], event: { content: expected } });
  const snapshot = read({ type: 'MESSAGES_SNAPSHOT', messages: [{ id: 'u', role: 'user', content }] });
  expect(snapshot).toMatchObject({ faults: [], event: { messages: [{ content: expected }] } });
});
