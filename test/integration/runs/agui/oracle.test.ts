/**
 * The reference client beside ours: the same bytes over HTTP through `@ag-ui/client` and through our reader. Where a
 * stream keeps the rules, both must come to the same messages and state. Where it does not, the table below says what
 * each makes of it, and why we want it so.
 */
import type { ServerResponse } from 'node:http';
import { HttpAgent } from '@ag-ui/client';
import type { Message } from '@ag-ui/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseMemory } from '../../../../main/runs/agui/memory.ts';
import type { Run } from '../../../../main/runs/run.ts';
import { call, finished, inRun, QUESTION, result, type Sent, started, text } from '../../../unit/runs/agui/play.ts';
import { type LocalServer, serve } from '../../http/local-server.ts';
import { createDesk, frame } from './agent.ts';

let answer: (response: ServerResponse) => void = () => {};
let server: LocalServer;

beforeAll(async () => {
  // The reference client writes to the console what it thinks of a stream.
  process.env.SUPPRESS_TRANSFORMATION_WARNINGS = 'true';
  server = await serve((request, response) => request.resume().on('end', () => answer(response)));
});
afterAll(() => server.close());

const bytes = (response: ServerResponse, body: string, type = 'text/event-stream') =>
  void response.writeHead(200, { 'content-type': type }).end(body);
const all = (events: readonly Sent[], end = '\n\n') => events.map((event) => frame(event, end)).join('');

interface Outcome {
  /** Whether the run is said to have gone well. */
  readonly good: boolean;
  readonly messages: readonly unknown[];
  readonly state: unknown;
}

/** Attributes that only one side keeps, or that are made anew: nothing a conversation consists of. */
function essence(messages: readonly Message[]): unknown[] {
  return messages.map((message) =>
    JSON.parse(JSON.stringify({ ...message, id: message.id === 'id-1' ? 'q' : message.id })),
  );
}

async function reference(): Promise<Outcome> {
  const silent = { warn: console.warn, error: console.error };
  Object.assign(console, { warn: () => {}, error: () => {} });
  const agent = new HttpAgent({ url: server.url, threadId: 't', initialMessages: [QUESTION] });
  try {
    let failed = false;
    const onRunErrorEvent = () => {
      failed = true;
    };
    await agent.runAgent({ runId: 'r' }, { onRunErrorEvent });
    return { good: !failed, messages: essence(agent.messages), state: agent.state };
  } catch {
    return { good: false, messages: essence(agent.messages), state: agent.state };
  } finally {
    Object.assign(console, silent);
  }
}

async function ours(): Promise<Outcome & { readonly run: Run; readonly faults: readonly string[] }> {
  const desk = createDesk(server);
  desk.submit();
  const run = await desk.until('succeeded', 'failed', 'cancelled', 'lost', 'waiting');
  await desk.close();
  const memory = parseMemory(run.memory);
  return {
    good: run.state.kind === 'succeeded' || run.state.kind === 'waiting',
    messages: essence(memory?.messages ?? []),
    state: memory?.state ?? {},
    run,
    faults: (desk.logs.get(1) ?? []).flatMap(({ fault }) => fault ?? []),
  };
}

function serveEvents(events: readonly Sent[]): void {
  answer = (response) => bytes(response, all(events));
}

async function expectSame(events: readonly Sent[]): Promise<void> {
  serveEvents(events);
  const theirs = await reference();
  const mine = await ours();
  expect({ good: mine.good, messages: mine.messages, state: mine.state }).toEqual(theirs);
  expect(mine.faults).toEqual([]);
}

const snapshot = (...messages: readonly object[]): Sent => ({ type: 'MESSAGES_SNAPSHOT', messages });
const says = (id: string, content: string) => ({ id, role: 'assistant', content });
const activity = (content: object, more = {}): Sent => ({
  type: 'ACTIVITY_SNAPSHOT',
  messageId: 'p',
  activityType: 'PLAN',
  content,
  ...more,
});

// The question's id is ours to choose, so snapshots here leave it out; both sides drop it then.
test.each<[string, Sent[]]>([
  ['nothing', inRun()],
  ['text', inRun(...text('m', 'Hel', 'lo', '', ' ☕'))],
  [
    'two texts at once',
    inRun(...text('a', '1').slice(0, 2), ...text('b', '2').slice(0, 2), ...text('a').slice(1), ...text('b').slice(1)),
  ],
  [
    'a name and a role',
    inRun({ type: 'TEXT_MESSAGE_START', messageId: 'm', role: 'developer', name: 'Ada' }, ...text('m', 'x').slice(1)),
  ],
  ['a text after its call', inRun(...call('c', 'f', '{}'), result('c', 'r'), ...text('m', 'x'))],
  [
    'a call in its message',
    inRun(
      ...text('m', 'x'),
      { ...call('c', 'f')[0], parentMessageId: 'm' } as Sent,
      ...call('c', 'f', '{"a"', ':1}').slice(1),
    ),
  ],
  [
    'a call before its message',
    inRun({ ...call('c', 'f')[0], parentMessageId: 'm' } as Sent, ...call('c', 'f', '{}').slice(1), ...text('m', 'x')),
  ],
  [
    'a call in the message of a person',
    inRun({ ...call('c', 'f')[0], parentMessageId: 'u' } as Sent, ...call('c', 'f', '{}').slice(1)),
  ],
  [
    'parallel calls and late results',
    inRun(
      ...call('a', 'f', '1').slice(0, 2),
      ...call('b', 'g', '2').slice(0, 2),
      ...call('a', '').slice(1),
      ...call('b', '').slice(1),
      ...text('m', 'x'),
      result('b', 'B'),
      result('a', 'A'),
    ),
  ],
  [
    'a result of many parts',
    inRun(
      ...call('c', 'f'),
      result('c', [
        { type: 'text', text: 'x' },
        { type: 'image', source: { type: 'url', value: 'https://x.example/a.png' } },
      ]),
    ),
  ],
  ['a call told again', inRun(...call('c', 'f', '{}'), ...call('c', 'f'), result('c', 'r'))],
  [
    'chunks',
    inRun(
      { type: 'TEXT_MESSAGE_CHUNK', messageId: 'm', delta: 'a' },
      { type: 'TEXT_MESSAGE_CHUNK', delta: 'b' },
      { type: 'TOOL_CALL_CHUNK', toolCallId: 'c', toolCallName: 'f', delta: '{' },
      { type: 'TOOL_CALL_CHUNK', delta: '}' },
      { type: 'REASONING_MESSAGE_CHUNK', messageId: 'z', delta: 'hm' },
    ),
  ],
  [
    'chunks of sub-agents',
    inRun(
      { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'S' },
      { type: 'TEXT_MESSAGE_CHUNK', messageId: 'm', delta: 'a' },
      { type: 'TEXT_MESSAGE_CHUNK', messageId: 'n', delta: 'b', subagentRunId: 's' },
      { type: 'TEXT_MESSAGE_CHUNK', delta: 'c' },
      { type: 'TEXT_MESSAGE_CHUNK', delta: 'd', subagentRunId: 's' },
      { type: 'SUBAGENT_FINISHED', subagentRunId: 's' },
    ),
  ],
  [
    'reasoning and its secret',
    inRun(
      { type: 'REASONING_START', messageId: 'z' },
      { type: 'REASONING_MESSAGE_START', messageId: 'z', role: 'reasoning' },
      { type: 'REASONING_MESSAGE_CONTENT', messageId: 'z', delta: 'hm' },
      { type: 'REASONING_MESSAGE_END', messageId: 'z' },
      { type: 'REASONING_ENCRYPTED_VALUE', subtype: 'message', entityId: 'z', encryptedValue: 'x' },
      { type: 'REASONING_END', messageId: 'z' },
    ),
  ],
  [
    'metadata',
    inRun(
      { type: 'TEXT_MESSAGE_START', messageId: 'm', metadata: { a: 1, b: { c: 1 } } },
      { type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'x', metadata: { b: 2 } },
      { type: 'TEXT_MESSAGE_END', messageId: 'm', metadata: { d: null } },
      ...call('c', 'f').map((event) => ({ ...event, metadata: { e: event.type } })),
    ),
  ],
  [
    'state',
    inRun(
      { type: 'STATE_SNAPSHOT', snapshot: { a: [1] } },
      {
        type: 'STATE_DELTA',
        delta: [
          { op: 'add', path: '/a/-', value: 2 },
          { op: 'copy', from: '/a', path: '/b' },
          { op: 'move', from: '/b/0', path: '/c' },
          { op: 'remove', path: '/a/0' },
          { op: 'test', path: '/c', value: 1 },
        ],
      },
    ),
  ],
  ['a delta before any snapshot', inRun({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/a', value: 1 }] })],
  ['a snapshot of messages', inRun(...text('a', 'x'), ...text('b', 'y'), snapshot(says('c', 'z'), says('a', 'x!')))],
  [
    'a snapshot beside reasoning and activities',
    inRun(
      { type: 'REASONING_MESSAGE_CHUNK', messageId: 'z', delta: 'hm' },
      activity({ n: 1 }),
      ...text('a', 'x'),
      snapshot(says('a', 'x')),
    ),
  ],
  [
    'a snapshot with reasoning of its own',
    inRun(
      { type: 'REASONING_MESSAGE_CHUNK', messageId: 'z', delta: 'hm' },
      activity({ n: 1 }),
      snapshot({ id: 'y', role: 'reasoning', content: 'hm' }),
    ),
  ],
  [
    'text goes on after a snapshot',
    inRun(...text('a', 'x').slice(0, 2), snapshot(says('a', 'x')), ...text('a', 'y').slice(1)),
  ],
  [
    'activities',
    inRun(activity({ n: 1, list: [] }), activity({ n: 9 }, { replace: false }), {
      type: 'ACTIVITY_DELTA',
      messageId: 'p',
      activityType: 'PLAN',
      patch: [{ op: 'add', path: '/list/-', value: 'x' }],
    }),
  ],
  [
    'an activity replaced by a sub-agent',
    inRun(
      { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'S' },
      activity({ n: 1 }),
      activity({ n: 2 }, { subagentRunId: 's' }),
      { type: 'SUBAGENT_FINISHED', subagentRunId: 's' },
    ),
  ],
  [
    'steps, raw and custom events',
    inRun(
      { type: 'STEP_STARTED', stepName: 's' },
      { type: 'RAW', event: {} },
      { type: 'CUSTOM', name: 'x', value: null },
      { type: 'STEP_FINISHED', stepName: 's' },
    ),
  ],
  [
    'messages told at the start',
    [
      { ...started, input: { threadId: 't', runId: 'r', messages: [says('old', 'x')], tools: [], context: [] } },
      ...text('m', 'y'),
      finished,
    ],
  ],
  [
    'an interrupt',
    [
      started,
      ...call('c', 'f', '{}'),
      { ...finished, outcome: { type: 'interrupt', interrupts: [{ id: 'i', reason: 'tool_call', toolCallId: 'c' }] } },
    ],
  ],
  ['a failure', [started, ...text('m', 'half').slice(0, 2), { type: 'RUN_ERROR', message: 'no memory' }]],
  [
    'THINKING',
    inRun(
      ...['START', 'TEXT_MESSAGE_START', 'TEXT_MESSAGE_END', 'END'].map((end) => ({ type: `THINKING_${end}` })),
      ...text('m', 'x'),
    ),
  ],
  ['two runs', [...inRun(...text('a', '1')), ...inRun(...text('b', '2'))]],
])('the same of %s', async (_name, events) => {
  const made = (outcome: Outcome) => outcome.messages.filter((each) => !isMade(each));
  if (_name !== 'THINKING') return expectSame(events);
  serveEvents(events);
  const theirs = await reference();
  const mine = await ours();
  expect(made(mine)).toEqual(made(theirs));
  expect(mine.messages).toHaveLength(theirs.messages.length);
});

/** Both make ids for retired events, each its own. */
const isMade = (message: unknown) =>
  typeof message === 'object' && message !== null && 'role' in message && message.role === 'reasoning';

const words = fc.string({ minLength: 0, maxLength: 6 });
const part = fc.oneof(
  fc.array(words, { maxLength: 3 }).map((deltas) => (id: string) => text(`m${id}`, ...deltas)),
  fc
    .array(words, { maxLength: 3 })
    .map((deltas) => (id: string) => [...call(`c${id}`, 'f', ...deltas), result(`c${id}`, 'r')]),
  words.map((delta) => (id: string): Sent[] => [
    { type: 'TEXT_MESSAGE_CHUNK', messageId: `k${id}`, delta },
    { type: 'TEXT_MESSAGE_CHUNK', delta },
  ]),
  fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue({ maxDepth: 2 })).map((value) => (): Sent[] => [
    { type: 'STATE_SNAPSHOT', snapshot: value },
    { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/z', value: 1 }] },
  ]),
  words.map((content) => (id: string): Sent[] => [activity({ content }, { messageId: `p${id}` })]),
  fc.constant((id: string): Sent[] => [
    snapshot(says(`m${Number(id) - 1}`, 'from the snapshot'), says(`s${id}`, 'new')),
  ]),
);

test('the same of any stream made of these', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      await expectSame(inRun(...parts.flatMap((make, index) => make(String(index)))));
    }),
    { numRuns: 60 },
  );
}, 60_000);

// ---- the differences we want

interface Difference {
  readonly what: string;
  readonly why: string;
  readonly send: (response: ServerResponse) => void;
  readonly theirs: Partial<Outcome>;
  readonly ours: { readonly state: object; readonly text: string | null; readonly faults?: number };
}

const hello = inRun(...text('m', 'Hello'));
const asked = [expect.objectContaining({ id: 'q' })];

const DIFFERENCES: readonly Difference[] = [
  {
    what: 'CRLF',
    why: 'legal, and the default of sse-starlette',
    send: (r) => bytes(r, all(hello, '\r\n\r\n')),
    theirs: { good: false, messages: asked },
    ours: { state: { kind: 'succeeded' }, text: 'Hello' },
  },
  {
    what: 'CR',
    why: 'legal',
    send: (r) => bytes(r, all(hello, '\r\r')),
    theirs: { good: false, messages: asked },
    ours: { state: { kind: 'succeeded' }, text: 'Hello' },
  },
  {
    what: 'an end without a last word',
    why: 'nobody knows whether it was the end',
    send: (r) => bytes(r, all(hello.slice(0, -1))),
    theirs: { good: true },
    ours: { state: { kind: 'lost', reason: 'unfinished' }, text: 'Hello' },
  },
  {
    what: 'nothing at all',
    why: 'no agent has said anything',
    send: (r) => bytes(r, ''),
    theirs: { good: true, messages: asked },
    ours: { state: { kind: 'lost', reason: 'unfinished' }, text: null },
  },
  {
    what: 'a login page',
    why: 'it is no agent',
    send: (r) => bytes(r, '<html>Log in</html>', 'text/html'),
    theirs: { good: true, messages: asked },
    ours: { state: { kind: 'failed', error: { reason: 'html' } }, text: null },
  },
  {
    what: 'JSON',
    why: 'it is no stream',
    send: (r) => bytes(r, '{}', 'application/json'),
    theirs: { good: true, messages: asked },
    ours: { state: { kind: 'failed', error: { reason: 'notEventStream' } }, text: null },
  },
  {
    what: 'no content type',
    why: 'nothing says that it is a stream',
    send: (r) => void r.writeHead(200).end(all(hello)),
    theirs: { good: true },
    ours: { state: { kind: 'failed', error: { kind: 'protocol' } }, text: null },
  },
  {
    what: 'a frame that is no JSON',
    why: 'one frame is not the run',
    send: (r) => bytes(r, `${all(hello.slice(0, 3))}data: {"bad\n\n${all(hello.slice(3))}`),
    theirs: { good: false },
    ours: { state: { kind: 'succeeded' }, text: 'Hello', faults: 1 },
  },
  {
    what: '[DONE]',
    why: 'a habit from another protocol',
    send: (r) => bytes(r, `${all(hello)}data: [DONE]\n\n`),
    theirs: { good: false },
    ours: { state: { kind: 'succeeded' }, text: 'Hello', faults: 1 },
  },
  {
    what: 'null',
    why: 'one frame is not the run',
    send: (r) => bytes(r, `${all(hello.slice(0, 3))}data: null\n\n${all(hello.slice(3))}`),
    theirs: { good: false },
    ours: { state: { kind: 'succeeded' }, text: 'Hello', faults: 1 },
  },
  {
    what: 'null for an absent field',
    why: 'servers written in Python say None',
    send: (r) => bytes(r, all(hello.map((event) => ({ ...event, timestamp: null, subagentRunId: null })))),
    theirs: { good: false },
    ours: { state: { kind: 'succeeded' }, text: 'Hello' },
  },
  {
    what: 'a number for text',
    why: 'the text is worth more than its type',
    send: (r) =>
      bytes(
        r,
        all(
          inRun(...text('m', 'n = '), { type: 'RAW', event: 1 }).toSpliced(3, 0, {
            type: 'TEXT_MESSAGE_CONTENT',
            messageId: 'm',
            delta: 5,
          }),
        ),
      ),
    theirs: { good: false },
    ours: { state: { kind: 'succeeded' }, text: 'n = 5', faults: 1 },
  },
  {
    what: 'text of no message',
    why: 'the text is worth more than the rule',
    send: (r) => bytes(r, all(inRun({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'Hello' }))),
    theirs: { good: false },
    ours: { state: { kind: 'succeeded' }, text: 'Hello', faults: 2 },
  },
  {
    what: 'no RUN_STARTED',
    why: 'the text is worth more than the rule',
    send: (r) => bytes(r, all(hello.slice(1))),
    theirs: { good: false },
    ours: { state: { kind: 'succeeded' }, text: 'Hello', faults: 1 },
  },
  {
    what: 'a message left open at the end',
    why: 'the agent has said that it is over',
    send: (r) => bytes(r, all(hello.toSpliced(3, 1))),
    theirs: { good: false },
    ours: { state: { kind: 'succeeded' }, text: 'Hello', faults: 1 },
  },
  {
    what: 'a patch that does not apply',
    why: 'who looks at the state must know that it is out of step',
    send: (r) =>
      bytes(r, all([started, { type: 'STATE_DELTA', delta: [{ op: 'remove', path: '/x' }] }, ...hello.slice(1)])),
    theirs: { good: true },
    ours: { state: { kind: 'succeeded' }, text: 'Hello', faults: 1 },
  },
];

test.each(DIFFERENCES.map((difference) => [difference.what, difference] as const))(
  'we differ on %s',
  async (_what, difference) => {
    answer = difference.send;
    expect(await reference()).toMatchObject(difference.theirs);
    const mine = await ours();
    expect(mine.run.state).toMatchObject(difference.ours.state);
    expect(mine.run.result).toBe(difference.ours.text);
    expect(mine.faults).toHaveLength(difference.ours.faults ?? 0);
  },
);

/**
 * A socket that breaks ends a plain Node program that uses the reference client: besides rejecting, it leaves a rejection
 * that nobody can catch. So only ours is tried.
 */
test('we differ on a broken socket', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(all(hello.slice(0, 3)), () => response.destroy());
  };
  const { run } = await ours();
  expect(run.state).toMatchObject({ kind: 'lost', reason: 'connection' });
  expect(run.items.find(({ kind }) => kind === 'message')).toMatchObject({ text: 'Hello', broken: true });
});
