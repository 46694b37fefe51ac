import { expect, test } from 'vitest';
import { EVERY_EVENT } from './every-event.ts';
import { call, finished, inRun, memory, play, QUESTION, result, type Sent, started, text, words } from './play.ts';

test('text, a tool and a step read as they happened', () => {
  const { items, messages, faults, outcome } = play(
    inRun(
      { type: 'STEP_STARTED', stepName: 'search' },
      ...call('c1', 'search', '{"q":', '"x"}'),
      result('c1', 'found'),
      { type: 'STEP_FINISHED', stepName: 'search' },
      ...text('m1', 'It is ', 'there.'),
    ),
  );
  expect(words(items)).toEqual(['step search', 'search({"q":"x"}) done = found', 'assistant: It is there.']);
  expect(items.map(({ at, endedAt }) => [at, endedAt])).toEqual([
    [2, 8],
    [3, 7],
    [9, 12],
  ]);
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant']);
  expect(faults).toEqual([]);
  expect(outcome).toMatchObject({ kind: 'success', pending: [] });
});

test('a tool card goes from its arguments to its work to its result', () => {
  const events = [started, ...call('c', 'search', '{"q"', ':1}'), result('c', 'found')];
  const states = [2, 3, 4, 5, 6].map((length) => words(play(events.slice(0, length)).items)[0]);
  expect(states).toEqual([
    'search() streaming',
    'search({"q") streaming',
    'search({"q":1}) streaming',
    'search({"q":1}) executing',
    'search({"q":1}) done = found',
  ]);
});

/** What each event does to what a person sees, after the events before it. */
const SEEN: Readonly<Record<string, { before: readonly Sent[]; seen: readonly string[] }>> = {
  RUN_STARTED: { before: [], seen: [] },
  RUN_FINISHED: { before: [started], seen: [] },
  RUN_ERROR: { before: [started, ...text('m', 'half').slice(0, 2)], seen: ['assistant: half'] },
  STEP_STARTED: { before: [started], seen: ['s running', 'step plan …'] },
  STEP_FINISHED: {
    before: [started, { type: 'STEP_STARTED', stepName: 'plan', subagentRunId: 's' }],
    seen: ['s running', 'step plan'],
  },
  TEXT_MESSAGE_START: { before: [started], seen: ['assistant: '] },
  TEXT_MESSAGE_CONTENT: {
    before: [started, { type: 'TEXT_MESSAGE_START', messageId: 'm' }],
    seen: ['assistant: Hello'],
  },
  TEXT_MESSAGE_END: { before: [started, ...text('m', 'Hi').slice(0, 2)], seen: ['assistant: Hi'] },
  TEXT_MESSAGE_CHUNK: { before: [started], seen: ['assistant: Hello'] },
  TOOL_CALL_START: { before: [started], seen: ['search() streaming'] },
  TOOL_CALL_ARGS: { before: [started, ...call('c', 'search').slice(0, 1)], seen: ['search({}) streaming'] },
  TOOL_CALL_END: { before: [started, ...call('c', 'search').slice(0, 1)], seen: ['search() executing'] },
  TOOL_CALL_CHUNK: { before: [started], seen: ['search() streaming'] },
  TOOL_CALL_RESULT: { before: [started, ...call('c', 'search', '{}')], seen: ['search({}) done = found'] },
  STATE_SNAPSHOT: { before: [started], seen: [] },
  STATE_DELTA: { before: [started], seen: [] },
  MESSAGES_SNAPSHOT: { before: [started], seen: ['assistant: A'] },
  ACTIVITY_SNAPSHOT: { before: [started], seen: ['PLAN {"done":1}'] },
  ACTIVITY_DELTA: {
    before: [started, { type: 'ACTIVITY_SNAPSHOT', messageId: 'p', activityType: 'PLAN', content: { done: 1 } }],
    seen: ['PLAN {"done":1,"of":3}'],
  },
  REASONING_START: { before: [started], seen: [] },
  REASONING_MESSAGE_START: { before: [started], seen: ['thinks: '] },
  REASONING_MESSAGE_CONTENT: {
    before: [started, { type: 'REASONING_MESSAGE_START', messageId: 'z', role: 'reasoning' }],
    seen: ['thinks: Hm'],
  },
  REASONING_MESSAGE_END: {
    before: [started, { type: 'REASONING_MESSAGE_CHUNK', messageId: 'z', delta: 'Hm' }, { type: 'RAW', event: 1 }],
    seen: ['thinks: Hm'],
  },
  REASONING_MESSAGE_CHUNK: {
    before: [started, { type: 'REASONING_MESSAGE_CHUNK', messageId: 'z', delta: 'H' }],
    seen: ['thinks: HHm'],
  },
  REASONING_END: { before: [started, { type: 'REASONING_START', messageId: 'z' }], seen: [] },
  REASONING_ENCRYPTED_VALUE: {
    before: [started, { type: 'REASONING_MESSAGE_CHUNK', messageId: 'z', delta: 'Hm' }],
    seen: ['thinks: Hm'],
  },
  SUBAGENT_STARTED: { before: [started], seen: ['Scout running'] },
  SUBAGENT_FINISHED: {
    before: [started, { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'Scout' }],
    seen: ['Scout done'],
  },
  SUBAGENT_ERROR: {
    before: [started, { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'Scout' }],
    seen: ['Scout failed: lost'],
  },
  RAW: { before: [started], seen: [] },
  CUSTOM: { before: [started], seen: [] },
};

test.each(EVERY_EVENT.map((event) => [event.type, event] as const))('%s is seen as it should be', (type, event) => {
  const { before, seen } = SEEN[type] ?? { before: [], seen: ['missing from the table'] };
  const { items, faults } = play([...before, event]);
  expect(words(items)).toEqual(seen);
  expect(faults.filter((fault) => fault !== 'REASONING_MESSAGE_END: it is not open')).toEqual([]);
});

/** Each rule of the order of events, broken once. What was said stays. */
test.each<[string, Sent[], string[], string[]]>([
  [
    'no RUN_STARTED',
    [...text('m', 'Hi'), finished],
    ['assistant: Hi'],
    ['TEXT_MESSAGE_START: it comes before RUN_STARTED'],
  ],
  [
    'RUN_STARTED twice',
    [started, ...text('m', 'Hi'), started, finished],
    ['assistant: Hi'],
    ['RUN_STARTED: the run has begun already'],
  ],
  [
    'text after the end',
    [started, finished, ...text('m', 'Hi')],
    ['assistant: Hi'],
    Array.from(
      { length: 3 },
      (_, i) => `TEXT_MESSAGE_${['START', 'CONTENT', 'END'][i]}: it comes after the end of the run`,
    ),
  ],
  [
    'START while open',
    inRun(...text('m', 'a').slice(0, 2), ...text('m', 'b')),
    ['assistant: ab'],
    ['TEXT_MESSAGE_START: it is open already'],
  ],
  [
    'CONTENT of nothing',
    inRun({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'Hi' }),
    ['assistant: Hi'],
    ['TEXT_MESSAGE_CONTENT: it is not open', 'RUN_FINISHED: something is still open'],
  ],
  ['END of nothing', inRun({ type: 'TEXT_MESSAGE_END', messageId: 'm' }), [], ['TEXT_MESSAGE_END: it is not open']],
  [
    'CONTENT after END',
    inRun(
      ...text('m', 'a'),
      { type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'b' },
      { type: 'TEXT_MESSAGE_END', messageId: 'm' },
    ),
    ['assistant: ab'],
    ['TEXT_MESSAGE_CONTENT: it is not open'],
  ],
  [
    'ARGS of nothing',
    inRun({ type: 'TOOL_CALL_ARGS', toolCallId: 'c', delta: '{}' }, { type: 'TOOL_CALL_END', toolCallId: 'c' }),
    ['({}) executing'],
    ['TOOL_CALL_ARGS: it is not open'],
  ],
  ['END of no call', inRun({ type: 'TOOL_CALL_END', toolCallId: 'c' }), [], ['TOOL_CALL_END: it is not open']],
  [
    'a call twice',
    inRun(...call('c', 'search', '{').slice(0, 2), ...call('c', 'search', '}')),
    ['search({}) executing'],
    ['TOOL_CALL_START: it is open already'],
  ],
  ['a result of no call', inRun(result('c', 'found')), ['() done = found'], []],
  [
    'a result twice',
    inRun(...call('c', 'search'), result('c', 'one'), result('c', 'two')),
    ['search() done = two'],
    ['TOOL_CALL_RESULT: the id is that of another message'],
  ],
  [
    'reasoning of nothing',
    inRun(
      { type: 'REASONING_MESSAGE_CONTENT', messageId: 'z', delta: 'Hm' },
      { type: 'REASONING_MESSAGE_END', messageId: 'z' },
    ),
    ['thinks: Hm'],
    ['REASONING_MESSAGE_CONTENT: it is not open'],
  ],
  [
    'a span twice, and its end twice',
    inRun(...['START', 'START', 'END', 'END'].map((end) => ({ type: `REASONING_${end}`, messageId: 'z' }))),
    [],
    ['REASONING_START: it is open already', 'REASONING_END: it is not open'],
  ],
  [
    'a step twice',
    inRun(...['STARTED', 'STARTED', 'FINISHED'].map((end) => ({ type: `STEP_${end}`, stepName: 'plan' }))),
    ['step plan', 'step plan'],
    ['STEP_STARTED: a step of that name is open already'],
  ],
  [
    'the end of no step',
    inRun({ type: 'STEP_FINISHED', stepName: 'plan' }),
    [],
    ['STEP_FINISHED: no step of that name is open'],
  ],
  [
    'the end of the step of another',
    inRun({ type: 'STEP_STARTED', stepName: 'plan' }, { type: 'STEP_FINISHED', stepName: 'plan', subagentRunId: 's' }),
    ['step plan'],
    ['STEP_FINISHED: no step of that name is open', 'RUN_FINISHED: something is still open'],
  ],
  [
    'a sub-agent twice',
    inRun(
      { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'Scout' },
      { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'Scout' },
      { type: 'SUBAGENT_FINISHED', subagentRunId: 's', result: 'done' },
    ),
    ['Scout done: done'],
    ['SUBAGENT_STARTED: the sub-agent is at work already'],
  ],
  [
    'the end of no sub-agent',
    inRun({ type: 'SUBAGENT_FINISHED', subagentRunId: 's' }),
    ['s done'],
    ['SUBAGENT_FINISHED: the sub-agent is not at work'],
  ],
  [
    'a parent nobody knows',
    inRun(
      { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'Scout', parentSubagentRunId: 'p' },
      { type: 'SUBAGENT_FINISHED', subagentRunId: 's' },
    ),
    ['p running', 'Scout done'],
    ['SUBAGENT_STARTED: nobody has told of its parent'],
  ],
  [
    'an end with everything open',
    inRun(
      ...text('m', 'Hi').slice(0, 2),
      ...call('c', 'search', '{}').slice(0, 2),
      { type: 'STEP_STARTED', stepName: 'plan' },
      { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'Scout' },
    ),
    ['assistant: Hi', 'search({}) executing', 'step plan', 'Scout done'],
    ['RUN_FINISHED: something is still open'],
  ],
  [
    'a text that changes hands',
    inRun(
      { type: 'TEXT_MESSAGE_START', messageId: 'm' },
      { type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'Hi', subagentRunId: 's' },
      { type: 'TEXT_MESSAGE_END', messageId: 'm' },
    ),
    ['assistant: Hi'],
    ['TEXT_MESSAGE_CONTENT: the sub-agent is not the one it was opened for'],
  ],
  [
    'text in an activity',
    inRun({ type: 'ACTIVITY_SNAPSHOT', messageId: 'm', activityType: 'PLAN', content: {} }, ...text('m', 'Hi')),
    ['PLAN {}'],
    [
      'TEXT_MESSAGE_START: the id is that of another message',
      'TEXT_MESSAGE_CONTENT: it is not open',
      'TEXT_MESSAGE_CONTENT: the id is that of another message',
      'TEXT_MESSAGE_END: it is not open',
    ],
  ],
  [
    'a patch of no activity',
    inRun({ type: 'ACTIVITY_DELTA', messageId: 'p', activityType: 'PLAN', patch: [] }),
    [],
    ['ACTIVITY_DELTA: there is no such activity'],
  ],
  [
    'a secret of nothing',
    inRun({ type: 'REASONING_ENCRYPTED_VALUE', subtype: 'tool-call', entityId: 'c', encryptedValue: 'x' }),
    [],
    ['REASONING_ENCRYPTED_VALUE: nothing has that id'],
  ],
])('%s: nothing that was said is lost', (_name, events, seen, faults) => {
  const played = play(events);
  expect(words(played.items)).toEqual(seen);
  expect(played.faults).toEqual(faults);
});

test('a second run in the same stream (a replay) begins anew', () => {
  const { items, faults, outcome } = play([...inRun(...text('a', 'one')), ...inRun(...text('b', 'two'))]);
  expect(words(items)).toEqual(['assistant: one', 'assistant: two']);
  expect(faults).toEqual([]);
  expect(outcome).toMatchObject({ kind: 'success' });
});

test('a failure may come at any time, and leaves nothing open', () => {
  const { items, faults, outcome } = play([
    started,
    ...text('m', 'half').slice(0, 2),
    { type: 'STEP_STARTED', stepName: 'plan' },
    { type: 'RUN_ERROR', message: 'no memory', code: 'OOM' },
  ]);
  expect(words(items)).toEqual(['assistant: half', 'step plan']);
  expect(items.every(({ endedAt }) => endedAt === 5)).toBe(true);
  expect(faults).toEqual([]);
  expect(outcome).toEqual({ kind: 'error', message: 'no memory', code: 'OOM' });
});

test('steps and texts of sub-agents belong to them, sub-agents to their parents', () => {
  const { items, faults } = play(
    inRun(
      { type: 'SUBAGENT_STARTED', subagentRunId: 'a', name: 'Lead' },
      { type: 'SUBAGENT_STARTED', subagentRunId: 'b', name: 'Scout', parentSubagentRunId: 'a', description: 'looks' },
      { type: 'STEP_STARTED', stepName: 'plan', subagentRunId: 'a' },
      { type: 'STEP_STARTED', stepName: 'plan', subagentRunId: 'b' },
      ...text('m', 'Found').map((event) => ({ ...event, subagentRunId: 'b' })),
      { type: 'STEP_FINISHED', stepName: 'plan', subagentRunId: 'b' },
      { type: 'STEP_FINISHED', stepName: 'plan', subagentRunId: 'a' },
      { type: 'SUBAGENT_FINISHED', subagentRunId: 'b', outcome: { type: 'suspended' } },
      { type: 'SUBAGENT_ERROR', subagentRunId: 'a', message: 'lost its way' },
    ),
  );
  const nameOf = new Map(items.map((item, index) => [item.id, words(items)[index]]));
  expect(items.map(({ id, owner }) => [nameOf.get(id), owner === null ? null : nameOf.get(owner)])).toEqual([
    ['Lead failed: lost its way', null],
    ['Scout suspended', 'Lead failed: lost its way'],
    ['step plan', 'Lead failed: lost its way'],
    ['step plan', 'Scout suspended'],
    ['assistant: Found', 'Scout suspended'],
  ]);
  expect(faults).toEqual([]);
});

test('the same name is another step when the first is over', () => {
  const step = ['STARTED', 'FINISHED'].map((end) => ({ type: `STEP_${end}`, stepName: 'node' }));
  const { items, faults } = play(inRun(...step, ...step));
  expect(new Set(items.map(({ id }) => id)).size).toBe(2);
  expect(faults).toEqual([]);
});

test('pictures of a tool are offered, not loaded; what is no web address is a name', () => {
  const { items } = play(
    inRun(
      ...call('c', 'draw'),
      result('c', [
        { type: 'text', text: 'Here:' },
        { type: 'image', source: { type: 'data', value: 'AAAA', mimeType: 'image/png' } },
        { type: 'image', source: { type: 'data', value: 'AA"onerror=', mimeType: 'image/png' } },
        { type: 'video', source: { type: 'url', value: 'https://x.example/v.mp4' } },
        { type: 'document', source: { type: 'url', value: 'javascript:alert(1)' } },
        { type: 'audio', source: { type: 'file', value: 'file-7' } },
      ]),
    ),
  );
  expect(items).toMatchObject([
    {
      result: 'Here:',
      media: [
        { type: 'image', source: { kind: 'data', dataUrl: 'data:image/png;base64,AAAA', bytes: 3 } },
        { type: 'image', source: { kind: 'file', name: 'image/png' } },
        { type: 'video', source: { kind: 'link', url: 'https://x.example/v.mp4' } },
        { type: 'document', source: { kind: 'file', name: 'javascript:alert(1)' } },
        { type: 'audio', source: { kind: 'file', name: 'file-7' } },
      ],
    },
  ]);
});

test('what an agent encrypted goes back on its message and its call, and is shown nowhere', () => {
  const { items, messages } = play(
    inRun(
      ...call('c', 'search'),
      { type: 'REASONING_MESSAGE_CHUNK', messageId: 'z', delta: 'Hm' },
      { type: 'REASONING_ENCRYPTED_VALUE', subtype: 'message', entityId: 'z', encryptedValue: 'opaque-1' },
      { type: 'REASONING_ENCRYPTED_VALUE', subtype: 'tool-call', entityId: 'c', encryptedValue: 'opaque-2' },
    ),
  );
  expect(messages).toMatchObject([
    QUESTION,
    { toolCalls: [{ id: 'c', encryptedValue: 'opaque-2' }] },
    { id: 'z', encryptedValue: 'opaque-1' },
  ]);
  expect(JSON.stringify(items)).not.toContain('opaque');
});

test('an activity is set, kept when asked to, patched, and left alone by a patch that does not fit', () => {
  const set = (content: unknown, more = {}) => ({
    type: 'ACTIVITY_SNAPSHOT',
    messageId: 'p',
    activityType: 'PLAN',
    content,
    ...more,
  });
  const patch = (...ops: unknown[]) => ({ type: 'ACTIVITY_DELTA', messageId: 'p', activityType: 'PLAN', patch: ops });
  const { items, faults } = play(
    inRun(
      set({ done: 0 }),
      set({ done: 9 }, { replace: false }),
      patch({ op: 'replace', path: '/done', value: 1 }),
      patch({ op: 'remove', path: '/nowhere' }),
      patch({ op: 'replace', path: '', value: 'no object' }),
    ),
  );
  expect(words(items)).toEqual(['PLAN {"done":1}']);
  expect(faults).toEqual([
    'ACTIVITY_DELTA: patch: OPERATION_PATH_UNRESOLVABLE',
    'ACTIVITY_DELTA: the activity is no object any more',
  ]);
});

test('a result that comes in a later request finds the card of its call', () => {
  const first = play(inRun(...call('c', 'send', '{"to":"Ada"}')));
  const later = play([started, result('c', 'sent'), ...text('m', 'Done.'), finished], {
    memory: memory({ messages: first.messages }),
    items: first.items,
  });
  expect(words(later.items)).toEqual(['send({"to":"Ada"}) done = sent', 'assistant: Done.']);
  expect(later.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant']);
});

test('a result that comes late stands behind its call in the thread, as providers want it', () => {
  const { messages } = play(inRun(...call('c', 'search'), ...text('m', 'Meanwhile'), result('c', 'found')));
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant']);
});

test('a message that never got a word leaves no bubble, but stays in the thread', () => {
  const { items, messages } = play(inRun(...text('m', '')));
  expect(items).toEqual([]);
  expect(messages).toMatchObject([QUESTION, { id: 'm', content: '' }]);
});

test('pending calls are those the agent names, else those without a result', () => {
  const calls = [...call('a', 'search'), ...call('b', 'open_url'), result('a', 'x')];
  expect(play(inRun(...calls)).outcome).toMatchObject({ pending: ['b'], named: false });
  const outcome = { type: 'success', pendingToolCallIds: ['a'] };
  expect(play([started, ...calls, { ...finished, outcome }]).outcome).toMatchObject({ pending: ['a'], named: true });
});

test('the state follows snapshots and patches; a patch that fails leaves it, out of step until the next snapshot', () => {
  const delta = (...ops: unknown[]) => ({ type: 'STATE_DELTA', delta: ops });
  const events = [
    started,
    { type: 'STATE_SNAPSHOT', snapshot: { steps: [{ name: 'a', done: false }] } },
    delta({ op: 'replace', path: '/steps/0/done', value: true }, { op: 'add', path: '/steps/-', value: { name: 'b' } }),
    delta({ op: 'replace', path: '/missing', value: 1 }),
    { type: 'STATE_SNAPSHOT', snapshot: { steps: [] } },
  ];
  const shared = [2, 3, 4, 5].map((length) => play(events.slice(0, length)).run.sharedState);
  expect(shared.map((each) => each && { ...each, json: JSON.parse(each.json) })).toEqual([
    { json: { steps: [{ name: 'a', done: false }] }, cut: false, changed: [''], inSync: true },
    {
      json: { steps: [{ name: 'a', done: true }, { name: 'b' }] },
      cut: false,
      changed: ['/steps/0/done', '/steps/1'],
      inSync: true,
    },
    { json: { steps: [{ name: 'a', done: true }, { name: 'b' }] }, cut: false, changed: [], inSync: false },
    { json: { steps: [] }, cut: false, changed: ['/steps'], inSync: true },
  ]);
});
