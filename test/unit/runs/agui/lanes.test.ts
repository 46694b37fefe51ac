import type { Event } from '@ag-ui/core';
import { expect, test } from 'vitest';
import { createLanes } from '../../../../main/runs/agui/lanes.ts';
import { play, type Sent, started, words } from './play.ts';

function expand(...events: readonly Sent[]): string[] {
  const plain = createLanes();
  return events.flatMap((event) => {
    const { events: expanded, fault } = plain(event as unknown as Event);
    const shown = expanded.map((each) => {
      const fields = each as unknown as Record<string, unknown>;
      const id = fields.messageId ?? fields.toolCallId ?? '';
      return [each.type, id, fields.delta, fields.subagentRunId]
        .filter((part) => part !== undefined && part !== '')
        .join(' ');
    });
    return fault === null ? shown : [...shown, `fault: ${fault}`];
  });
}

const says = (more: object): Sent => ({ type: 'TEXT_MESSAGE_CHUNK', ...more });
const calls = (more: object): Sent => ({ type: 'TOOL_CALL_CHUNK', ...more });
const thinks = (more: object): Sent => ({ type: 'REASONING_MESSAGE_CHUNK', ...more });

test('chunks become START, CONTENT and END; the id is needed once', () => {
  expect(
    expand(says({ messageId: 'm', delta: 'a' }), says({ delta: 'b' }), says({ messageId: 'm', delta: 'c' }), {
      type: 'RUN_FINISHED',
    }),
  ).toEqual([
    'TEXT_MESSAGE_START m',
    'TEXT_MESSAGE_CONTENT m a',
    'TEXT_MESSAGE_CONTENT m b',
    'TEXT_MESSAGE_CONTENT m c',
    'TEXT_MESSAGE_END m',
    'RUN_FINISHED',
  ]);
});

test('another id, another kind or any other event of the same owner closes what is open', () => {
  expect(
    expand(
      says({ messageId: 'm', delta: 'a' }),
      says({ messageId: 'n', delta: 'b' }),
      calls({ toolCallId: 'c', toolCallName: 't' }),
      {
        type: 'CUSTOM',
        name: 'x',
        value: 1,
      },
    ),
  ).toEqual([
    'TEXT_MESSAGE_START m',
    'TEXT_MESSAGE_CONTENT m a',
    'TEXT_MESSAGE_END m',
    'TEXT_MESSAGE_START n',
    'TEXT_MESSAGE_CONTENT n b',
    'TEXT_MESSAGE_END n',
    'TOOL_CALL_START c',
    'TOOL_CALL_END c',
    'CUSTOM',
  ]);
});

test('what stands aside of the conversation closes nothing', () => {
  const aside = ['RAW', 'ACTIVITY_SNAPSHOT', 'ACTIVITY_DELTA', 'REASONING_ENCRYPTED_VALUE', 'SUBAGENT_STARTED'];
  const events = aside.flatMap((type) => [{ type }, says({ delta: '.' })]);
  const ends = expand(says({ messageId: 'm' }), ...events).filter((line) => line.startsWith('TEXT_MESSAGE_END'));
  expect(ends).toEqual([]);
});

test('sub-agents have lanes of their own', () => {
  expect(
    expand(
      says({ messageId: 'm', delta: 'a' }),
      says({ messageId: 'n', delta: 'b', subagentRunId: 's' }),
      says({ delta: 'c' }),
      says({ delta: 'd', subagentRunId: 's' }),
      { type: 'SUBAGENT_FINISHED', subagentRunId: 's' },
      says({ delta: 'e' }),
    ),
  ).toEqual([
    'TEXT_MESSAGE_START m',
    'TEXT_MESSAGE_CONTENT m a',
    'TEXT_MESSAGE_START n s',
    'TEXT_MESSAGE_CONTENT n b s',
    'TEXT_MESSAGE_CONTENT m c',
    'TEXT_MESSAGE_CONTENT n d s',
    'TEXT_MESSAGE_END n s',
    'SUBAGENT_FINISHED s',
    'TEXT_MESSAGE_CONTENT m e',
  ]);
});

test('a chunk without an id or an owner goes on with the only one of its kind', () => {
  expect(expand(thinks({ messageId: 'z', delta: 'a', subagentRunId: 's' }), thinks({ delta: 'b' }))).toEqual([
    'REASONING_MESSAGE_START z s',
    'REASONING_MESSAGE_CONTENT z a s',
    'REASONING_MESSAGE_CONTENT z b s',
  ]);
});

test('a first chunk without an id has nowhere to go; a call without a name is shown without one', () => {
  expect(expand(says({ delta: 'a' }))).toEqual(['fault: first TEXT_MESSAGE_CHUNK without an id']);
  expect(expand(calls({ toolCallId: 'c', delta: '{}' }))).toEqual([
    'TOOL_CALL_START c',
    'TOOL_CALL_ARGS c {}',
    'fault: first TOOL_CALL_CHUNK without a name',
  ]);
});

test('a producer of chunks alone is read whole', () => {
  const { items, faults } = play([
    started,
    thinks({ messageId: 'z', delta: 'Hm' }),
    calls({ toolCallId: 'c', toolCallName: 'search', delta: '{"q"' }),
    calls({ delta: ':1}' }),
    says({ messageId: 'm', role: 'assistant', delta: 'Foun' }),
    says({ delta: 'd' }),
    { type: 'RUN_FINISHED', threadId: 't', runId: 'r' },
  ]);
  expect(words(items)).toEqual(['thinks: Hm', 'search({"q":1}) executing', 'assistant: Found']);
  expect(items.every(({ kind, endedAt }) => kind === 'tool' || endedAt !== null)).toBe(true);
  expect(faults).toEqual([]);
});
