import type { Message } from '@ag-ui/core';
import { expect, test } from 'vitest';
import { mergeMessages } from '../../../../main/runs/agui/snapshot.ts';
import { call, finished, inRun, memory, play, QUESTION, result, type Sent, started, text, words } from './play.ts';

const says = (id: string, content: string): Message => ({ id, role: 'assistant', content });
const thinks = (id: string, content: string): Message => ({ id, role: 'reasoning', content });
const acts = (id: string): Message => ({ id, role: 'activity', activityType: 'PLAN', content: {} });
const snapshot = (...messages: readonly Message[]): Sent => ({ type: 'MESSAGES_SNAPSHOT', messages });
const callMessage = (id: string, args: string): Message => ({
  id: `by-${id}`,
  role: 'assistant',
  toolCalls: [{ id, type: 'function', function: { name: 'search', arguments: args } }],
});

test.each<[string, Message[], Message[], string[]]>([
  [
    'known ids change where they stand, new ones come last',
    [says('a', '1'), says('b', '2')],
    [says('c', '3'), says('b', '2!'), says('a', '1!')],
    ['a 1!', 'b 2!', 'c 3'],
  ],
  ['missing ones go', [says('a', '1'), says('b', '2')], [says('b', '2')], ['b 2']],
  [
    'reasoning stays when the snapshot has none',
    [thinks('z', 'hm'), says('a', '1')],
    [says('a', '1')],
    ['z hm', 'a 1'],
  ],
  [
    'reasoning goes when the snapshot has other',
    [thinks('z', 'hm'), says('a', '1')],
    [thinks('y', 'hm'), says('a', '1')],
    ['a 1', 'y hm'],
  ],
  ['activities stay when the snapshot has none', [acts('p'), says('a', '1')], [says('a', '1')], ['p', 'a 1']],
  ['activities go when the snapshot has others', [acts('p'), thinks('z', 'hm')], [acts('o')], ['z hm', 'o']],
  ['an id twice counts once, the last', [], [says('a', '1'), says('a', '2')], ['a 2']],
])('%s', (_name, before, told, expected) => {
  const merged = mergeMessages(before, told);
  expect(merged.map(({ id, content }) => (typeof content === 'string' ? `${id} ${content}` : id))).toEqual(expected);
});

test('what was streamed is corrected in its place', () => {
  const { items, faults } = play(
    inRun(...text('a', 'Helo'), ...text('b', 'World'), snapshot(QUESTION, says('a', 'Hello'), says('b', 'World'))),
  );
  expect(words(items)).toEqual(['assistant: Hello', 'assistant: World']);
  expect(items[0]).toMatchObject({ at: 2, endedAt: 4 });
  expect(faults).toEqual([]);
});

test('the same words under another id keep their item: nothing flickers, nothing moves', () => {
  const before = play([started, ...text('a', 'Hello'), { type: 'STEP_STARTED', stepName: 's' }, ...text('b', 'World')]);
  const { items, messages } = play([
    started,
    ...text('a', 'Hello'),
    { type: 'STEP_STARTED', stepName: 's' },
    ...text('b', 'World'),
    snapshot({ ...QUESTION, id: 'q2' }, says('lc-1', 'Hello'), says('lc-2', 'World')),
  ]);
  expect(items).toEqual(before.items);
  expect(messages.map(({ id }) => id)).toEqual(['q2', 'lc-1', 'lc-2']);
});

test('a snapshot that comes twice under new ids still does not flicker', () => {
  const { items } = play(
    inRun(
      ...text('a', 'Hello'),
      snapshot(QUESTION, says('lc-1', 'Hello')),
      snapshot({ ...QUESTION, id: 'q9' }, says('lc-2', 'Hello')),
    ),
  );
  expect(words(items)).toEqual(['assistant: Hello']);
  expect(items[0]).toMatchObject({ at: 2 });
});

test('messages that come in another order are shown in it; steps stay where they were', () => {
  const { items } = play(
    inRun(
      { type: 'STEP_STARTED', stepName: 's' },
      ...text('a', 'one'),
      ...text('b', 'two'),
      { type: 'STEP_FINISHED', stepName: 's' },
      snapshot(QUESTION, says('x', 'zero'), says('y', 'two'), says('z', 'one')),
    ),
  );
  expect(words(items)).toEqual(['step s', 'assistant: zero', 'assistant: two', 'assistant: one']);
  expect(items.map(({ at }) => at)).toEqual([2, 10, 6, 3]);
});

test('calls and their results come with a snapshot alone, errors among them', () => {
  const { items } = play(
    inRun(
      snapshot(
        QUESTION,
        callMessage('c', '{"q":1}'),
        { id: 'r', role: 'tool', toolCallId: 'c', content: 'found' },
        callMessage('d', '{}'),
        { id: 's', role: 'tool', toolCallId: 'd', content: '', error: 'refused' },
        callMessage('e', '{}'),
        says('a', 'Done'),
      ),
    ),
  );
  expect(words(items)).toEqual([
    'search({"q":1}) done = found',
    'search({}) failed = refused',
    'search({}) executing',
    'assistant: Done',
  ]);
});

test('a call that streams goes on after a snapshot that holds it', () => {
  const { items, faults } = play(
    inRun(
      ...call('c', 'search', '{"q"').slice(0, 2),
      snapshot(QUESTION, callMessage('c', '{"q"')),
      ...call('c', '', ':1}').slice(1),
      result('c', 'ok'),
    ),
  );
  expect(words(items)).toEqual(['search({"q":1}) done = ok']);
  expect(faults).toEqual([]);
});

test('a text that streams goes on after a snapshot, also one that had no word yet', () => {
  const opened = text('a', 'Hello', ' you');
  const said = play(inRun(...opened.slice(0, 2), snapshot(QUESTION, says('a', 'Hello')), ...opened.slice(2)));
  expect(words(said.items)).toEqual(['assistant: Hello you']);
  const silent = play(inRun(...opened.slice(0, 1), snapshot(QUESTION, says('a', '')), ...opened.slice(1)));
  expect(words(silent.items)).toEqual(['assistant: Hello you']);
  expect([...said.faults, ...silent.faults]).toEqual([]);
});

test('what stands before the question belongs to earlier runs and is not shown', () => {
  const history: Message[] = [{ id: 'u0', role: 'user', content: 'Before?' }, says('a0', 'Then.'), QUESTION];
  const known = play(inRun(...text('a', 'Now.'), snapshot(...history, says('a', 'Now.'))), {
    memory: memory({ messages: history }),
  });
  expect(words(known.items)).toEqual(['assistant: Now.']);
  const renamed = history.map((message) => ({ ...message, id: `lc-${message.id}` }));
  const strange = play(inRun(...text('a', 'Now.'), snapshot(...renamed, says('lc-a', 'Now.'))), {
    memory: memory({ messages: history }),
  });
  expect(words(strange.items)).toEqual(['assistant: Now.']);
});

test('messages the agent tells at the start of a run are history too', () => {
  const input = { threadId: 't', runId: 'r', messages: [says('old', 'From elsewhere'), QUESTION] };
  const { items, messages } = play([{ ...started, input }, ...text('a', 'Now.'), finished]);
  expect(words(items)).toEqual(['assistant: Now.']);
  expect(messages.map(({ id }) => id)).toEqual(['q', 'old', 'a']);
});
