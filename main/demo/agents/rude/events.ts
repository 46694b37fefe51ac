import { HOSTILE_MARKDOWN } from '../../hostile.ts';
import type { AgentEvent } from '../agent.ts';
import type { RudeWay } from '../switches.ts';
import type { RawFrame } from './frames.ts';

type Items = AsyncGenerator<object | RawFrame, void, void>;
type Change = (events: AsyncIterable<AgentEvent>) => Items;

/** One frame that is bigger than the 10 MB clients may bear. */
const HUGE = 10_600_000;

/** What is said besides, or instead of, the events of a well-behaved run. */
export const CHANGES: Partial<Record<RudeWay, Change>> = {
  badFrame: (events) => afterFirstDelta(events, [{ raw: 'data: {"type":"TEXT_MESSAGE_CONTENT","delta":\n\n' }]),
  done: (events) => followed(events, [{ raw: 'data: [DONE]\n\n' }]),
  unknownTypes: (events) => afterFirstDelta(events, UNKNOWN),
  nulls: withNulls,
  wrongType: (events) => afterFirstDelta(events, [{ type: 'TEXT_MESSAGE_CONTENT', messageId: 'wrong', delta: 5 }]),
  outOfOrder: (events) => afterFirstDelta(events, OUT_OF_ORDER),
  thinking: (events) => afterFirst(events, THINKING),
  chunks: asChunks,
  badPatch: (events) => afterFirst(events, BAD_PATCH),
  prototypePatch: (events) => afterFirst(events, PROTOTYPE_PATCH),
  hugeFrame: (events) => afterFirstDelta(events, [{ type: 'CUSTOM', name: 'huge', value: 'x'.repeat(HUGE) }]),
  hostileMarkdown: hostile,
  unfinished: (events) => until(events, (event) => event.type === 'RUN_FINISHED'),
  runError: failing,
  everything: (events) => afterFirstDelta(events, [...UNKNOWN, ...OUT_OF_ORDER, { raw: 'data: not json\r\n\r\n' }]),
};

const UNKNOWN = [
  { type: 'TEXT_MESSAGE_WHISPERED', messageId: 'unknown', delta: 'nobody knows this type' },
  { type: 'META_EVENT', metaType: 'thumbs_up', payload: {} },
  { type: 'CUSTOM', name: 'with-more', value: 1, fieldOfTheFuture: { deep: [true] } },
  { note: 'an object without a type' },
  null,
  [1, 2, 3],
].map((item): RawFrame => ({ raw: `data: ${JSON.stringify(item)}\n\n` }));

const OUT_OF_ORDER = [
  { type: 'TEXT_MESSAGE_CONTENT', messageId: 'never-begun', delta: 'A message that was never begun. ' },
  { type: 'TEXT_MESSAGE_END', messageId: 'ended-only' },
  { type: 'TOOL_CALL_ARGS', toolCallId: 'call-never-begun', delta: '{"half": ' },
  { type: 'TOOL_CALL_RESULT', messageId: 'result', toolCallId: 'call-unknown', content: 'A result of no call.' },
  { type: 'STEP_FINISHED', stepName: 'a step that never began' },
  { type: 'STEP_STARTED', stepName: 'a step that never ends' },
  { type: 'REASONING_MESSAGE_CONTENT', messageId: 'thought', delta: 'A thought that was never begun.' },
  { type: 'SUBAGENT_FINISHED', subagentRunId: 'sub-never-begun' },
];

/** Events that left the protocol with 1.0 and are still met. */
const THINKING = [
  { type: 'THINKING_START', title: 'Thinking as before 1.0' },
  { type: 'THINKING_TEXT_MESSAGE_START' },
  { type: 'THINKING_TEXT_MESSAGE_CONTENT', delta: 'This thought comes in ' },
  { type: 'THINKING_TEXT_MESSAGE_CONTENT', delta: 'retired events.' },
  { type: 'THINKING_TEXT_MESSAGE_END' },
  { type: 'THINKING_END' },
];

const BAD_PATCH = [
  { type: 'STATE_SNAPSHOT', snapshot: { kept: true } },
  { type: 'STATE_DELTA', delta: [{ op: 'replace', path: '/not/there', value: 1 }] },
  { type: 'STATE_DELTA', delta: [{ op: 'test', path: '/kept', value: false }] },
];

const PROTOTYPE_PATCH = [
  { type: 'STATE_SNAPSHOT', snapshot: { kept: true } },
  { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/__proto__/polluted', value: true }] },
  { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/constructor/prototype/polluted', value: true }] },
  { type: 'ACTIVITY_SNAPSHOT', messageId: 'activity', activityType: 'LOG', content: { lines: [] } },
  {
    type: 'ACTIVITY_DELTA',
    messageId: 'activity',
    activityType: 'LOG',
    patch: [{ op: 'add', path: '/__proto__/polluted', value: true }],
  },
];

async function* afterFirst(events: AsyncIterable<AgentEvent>, more: readonly object[]): Items {
  yield* inserted(events, more, () => true);
}

async function* afterFirstDelta(events: AsyncIterable<AgentEvent>, more: readonly object[]): Items {
  yield* inserted(events, more, (event) => event.type === 'TEXT_MESSAGE_CONTENT');
}

async function* inserted(
  events: AsyncIterable<AgentEvent>,
  more: readonly object[],
  after: (event: AgentEvent) => boolean,
): Items {
  let done = false;
  for await (const event of events) {
    yield event;
    if (done || !after(event)) continue;
    done = true;
    yield* more;
  }
}

async function* followed(events: AsyncIterable<AgentEvent>, more: readonly object[]): Items {
  yield* events;
  yield* more;
}

async function* until(events: AsyncIterable<AgentEvent>, end: (event: AgentEvent) => boolean): Items {
  for await (const event of events) {
    if (end(event)) return;
    yield event;
  }
}

/** Null in every optional field, as serialisers of typed languages write what is not set. */
async function* withNulls(events: AsyncIterable<AgentEvent>): Items {
  const common = { timestamp: null, rawEvent: null, metadata: null };
  for await (const event of events) {
    const own = event.type === 'RUN_STARTED' ? { parentRunId: null, input: null } : { subagentRunId: null };
    yield { ...common, ...own, ...event };
  }
}

/** The same text in the short form; a call and a thought in it too. */
async function* asChunks(events: AsyncIterable<AgentEvent>): Items {
  let first = true;
  for await (const event of events) {
    if (event.type === 'TEXT_MESSAGE_CONTENT') {
      const { messageId, delta } = event;
      yield { type: 'TEXT_MESSAGE_CHUNK', delta, ...(first ? { messageId, role: 'assistant' } : {}) };
      first = false;
    } else if (event.type === 'TEXT_MESSAGE_START') {
      yield { type: 'REASONING_MESSAGE_CHUNK', messageId: 'thought', delta: 'Thought in ' };
      yield { type: 'REASONING_MESSAGE_CHUNK', delta: 'chunks.' };
      yield { type: 'TOOL_CALL_CHUNK', toolCallId: 'call', toolCallName: 'look_up', delta: '{"word":' };
      yield { type: 'TOOL_CALL_CHUNK', delta: '"chunk"}' };
      yield { type: 'TOOL_CALL_RESULT', messageId: 'found', toolCallId: 'call', content: 'found' };
    } else if (event.type !== 'TEXT_MESSAGE_END') yield event;
  }
}

async function* hostile(events: AsyncIterable<AgentEvent>): Items {
  let said = false;
  for await (const event of events) {
    if (event.type !== 'TEXT_MESSAGE_CONTENT') yield event;
    else if (!said) {
      said = true;
      yield { ...event, delta: HOSTILE_MARKDOWN };
    }
  }
}

/** Fails in mid-answer, in the way the protocol has for it. */
async function* failing(events: AsyncIterable<AgentEvent>): Items {
  let deltas = 0;
  for await (const event of events) {
    yield event;
    if (event.type === 'TEXT_MESSAGE_CONTENT') deltas += 1;
    if (deltas < 3) continue;
    yield { type: 'RUN_ERROR', message: 'The model behind this agent has gone away.', code: 'model_unavailable' };
    return;
  }
}
