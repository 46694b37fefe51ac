import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { call, finished, inRun, result, type Sent, started, text, words } from '../../../unit/runs/agui/play.ts';
import { type Agent, type Behaviour, createAgent, createDesk, type Desk, frame, open, streams } from './agent.ts';

const met: { agents: Agent[]; desks: Desk[] } = { agents: [], desks: [] };

async function meet(behaviours: Behaviour | readonly Behaviour[], more: Parameters<typeof createDesk>[1] = {}) {
  const agent = await createAgent(...[behaviours].flat());
  const desk = createDesk(agent, more);
  met.agents.push(agent);
  met.desks.push(desk);
  return { agent, desk };
}

afterEach(async () => {
  await Promise.all(met.desks.splice(0).map((desk) => desk.close()));
  await Promise.all(met.agents.splice(0).map((agent) => agent.close()));
});

const shown = (desk: Desk) => words(desk.run().items.filter(({ kind }) => kind !== 'moment'));
const moments = (desk: Desk) => words(desk.run().items.filter(({ kind }) => kind === 'moment'));
const faults = (desk: Desk) => (desk.logs.get(1) ?? []).flatMap(({ fault }) => fault ?? []);

test('a run from its question to its end', async () => {
  const usage = [{ model: 'm', inputTokens: 3, outputTokens: 4 }];
  const { agent, desk } = await meet(
    streams(started, ...call('c', 'search', '{}'), result('c', 'found'), ...text('m', 'It is ', 'there.'), {
      ...finished,
      usage,
    }),
  );
  desk.submit({ earlier: [{ role: 'user', text: 'Hi' }] });
  const run = await desk.until('succeeded');
  expect(desk.states).toEqual(['1 running', '1 succeeded']);
  expect(shown(desk)).toEqual(['search({}) done = found', 'assistant: It is there.']);
  expect(moments(desk)).toEqual(['accepted', 'ended']);
  expect(run).toMatchObject({ result: 'It is there.', usage: [{ model: 'm', inputTokens: 3, outputTokens: 4 }] });
  expect(run.remoteId).toBe(agent.inputs[0]?.threadId);
  expect(agent.inputs[0]).toMatchObject({ protocolVersion: '1.0', state: {}, context: [], forwardedProps: {} });
  expect(agent.inputs[0]?.messages.map(({ content }) => content)).toEqual(['Hi', 'Why?']);
  expect(agent.headers[0]).toMatchObject({
    authorization: 'Bearer key',
    accept: 'text/event-stream',
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  });
  expect(desk.logs.get(1)?.map(({ type, merged }) => `${type} ${merged}`)).toEqual([
    'RUN_STARTED 1',
    'TOOL_CALL_START 1',
    'TOOL_CALL_ARGS 1',
    'TOOL_CALL_END 1',
    'TOOL_CALL_RESULT 1',
    'TEXT_MESSAGE_START 1',
    'TEXT_MESSAGE_CONTENT 2',
    'TEXT_MESSAGE_END 1',
    'RUN_FINISHED 1',
  ]);
});

test('text is told while it streams', async () => {
  let go = () => {};
  const { desk } = await meet(async (response) => {
    const said = text('m', 'first', 'second');
    open(response).write([started, ...said.slice(0, 2)].map((event) => frame(event)).join(''));
    await new Promise<void>((resolve) => {
      go = resolve;
    });
    response.end([...said.slice(2), finished].map((event) => frame(event)).join(''));
  });
  desk.submit();
  await expect.poll(() => shown(desk)).toEqual(['assistant: first']);
  expect(desk.run().state.kind).toBe('running');
  go();
  await desk.until('succeeded');
  expect(shown(desk)).toEqual(['assistant: firstsecond']);
});

describe('how a run ends', () => {
  test('by its own error, with its words', async () => {
    const { desk } = await meet(
      streams(started, ...text('m', 'half').slice(0, 2), { type: 'RUN_ERROR', message: 'no memory', code: 'OOM' }),
    );
    desk.submit();
    expect((await desk.until('failed')).state).toMatchObject({ message: 'no memory', code: 'OOM', error: null });
    expect(shown(desk)).toEqual(['assistant: half']);
  });

  test('cancelled, by its own word', async () => {
    const { desk } = await meet(streams(started, { ...finished, outcome: { type: 'cancelled' } }));
    desk.submit();
    await desk.until('cancelled');
  });

  test('with a value instead of words', async () => {
    const { desk } = await meet(streams(started, { ...finished, result: { total: 3 } }));
    desk.submit();
    expect((await desk.until('succeeded')).result).toBe('{\n  "total": 3\n}');
  });

  test('with the message it spoke in last, whichever it began last', async () => {
    const [start, first, second, end] = text('a', 'The ', 'answer.') as [Sent, Sent, Sent, Sent];
    const { desk } = await meet(streams(...inRun(start, first, ...text('b', 'aside'), second, end)));
    desk.submit();
    expect((await desk.until('succeeded')).result).toBe('The answer.');
  });

  test('by its last word, though the server keeps the line', async () => {
    const { agent, desk } = await meet((response) =>
      open(response).write(
        inRun(...text('m', 'Done'))
          .map((event) => frame(event))
          .join(''),
      ),
    );
    desk.submit();
    await desk.until('succeeded');
    await expect.poll(() => agent.agent.closed).toBe(1);
  });

  test('at the end of a replay, not before', async () => {
    const { desk } = await meet(streams(...inRun(...text('a', 'one')), ...inRun(...text('b', 'two'))));
    desk.submit();
    await desk.until('succeeded');
    expect(shown(desk)).toEqual(['assistant: one', 'assistant: two']);
  });

  test('stopped: the connection closes, what was said stays', async () => {
    const { agent, desk } = await meet((response) =>
      open(response).write([started, ...text('m', 'half').slice(0, 2)].map((event) => frame(event)).join('')),
    );
    desk.submit();
    await expect.poll(() => shown(desk)).toEqual(['assistant: half']);
    desk.driver.stop(desk.run());
    await desk.until('cancelled');
    await expect.poll(() => agent.agent.closed).toBe(1);
    expect(desk.run()).toMatchObject({ result: 'half' });
    expect(agent.inputs).toHaveLength(1);
  });
});

describe('a run is lost, and never sent again', () => {
  const half = [started, ...text('m', 'half').slice(0, 2)].map((event) => frame(event)).join('');

  test.each<[string, Behaviour, string, string[]]>([
    [
      'the socket breaks',
      (response) => open(response).write(half, () => response.destroy()),
      'connection',
      ['assistant: half (broken)'],
    ],
    ['the stream just ends', (response) => open(response).end(half), 'unfinished', ['assistant: half (broken)']],
    ['it ends without a word', (response) => open(response).end(), 'unfinished', []],
    [
      'it breaks before the first event',
      (response) => open(response).write(': hi\n\n', () => response.destroy()),
      'submit',
      [],
    ],
    ['there is no answer', (response) => response.destroy(), 'submit', []],
  ])('%s', async (_name, behaviour, reason, items) => {
    const { agent, desk } = await meet(behaviour);
    desk.submit();
    expect((await desk.until('lost')).state).toMatchObject({ reason });
    expect(shown(desk)).toEqual(items);
    expect(agent.inputs).toHaveLength(1);
  });

  test('silence longer than the source allows; a comment is no silence', async () => {
    const { desk } = await meet(
      (response) => {
        open(response).write(half);
        let pings = 0;
        const timer = setInterval(() => {
          response.write(': ping\n\n');
          pings += 1;
          if (pings === 5) clearInterval(timer);
        }, 60);
      },
      { idleSeconds: 0.2 },
    );
    const began = Date.now();
    desk.submit();
    expect((await desk.until('lost')).state).toMatchObject({ reason: 'idle' });
    expect(Date.now() - began).toBeGreaterThanOrEqual(450);
    expect(shown(desk)).toEqual(['assistant: half (broken)']);
  });

  test('the program ends while it streams', async () => {
    const { desk } = await meet((response) => open(response).write(half));
    desk.submit();
    await expect.poll(() => shown(desk)).toEqual(['assistant: half']);
    await desk.restart();
    expect(desk.run().state).toMatchObject({ kind: 'lost', reason: 'restart' });
    expect(shown(desk)).toEqual(['assistant: half (broken)']);
  });
});

describe('nothing has run', () => {
  const answers =
    (status: number, type: string, body: string): Behaviour =>
    (response) =>
      response.writeHead(status, { 'content-type': type }).end(body);

  test.each<[string, Behaviour, object]>([
    [
      '401',
      answers(401, 'application/json', '{"detail":"Bad key"}'),
      { message: 'Bad key', error: { kind: 'auth', status: 401 } },
    ],
    ['403', answers(403, 'text/plain', 'No.'), { message: 'No.', error: { kind: 'auth', reason: 'forbidden' } }],
    ['404', answers(404, 'text/html', '<html>'), { message: '', error: { kind: 'http', reason: 'unknownPath' } }],
    [
      '422 of FastAPI',
      answers(
        422,
        'application/json',
        JSON.stringify({ detail: [{ loc: ['body', 'messages', 0, 'content'], msg: 'Field required' }] }),
      ),
      { message: 'messages.0.content: Field required', error: { kind: 'validation', status: 422 } },
    ],
    [
      '422 with a bare list',
      answers(422, 'application/json', JSON.stringify([{ loc: ['state'], msg: 'missing' }, { msg: 'bad' }])),
      { message: 'state: missing; bad' },
    ],
    [
      '500',
      answers(500, 'application/json', '{"error":{"message":"Boom"}}'),
      { message: 'Boom', error: { kind: 'http', reason: 'serverFault' } },
    ],
    [
      'a login page',
      answers(200, 'text/html; charset=utf-8', '<html>Log in'),
      { message: '', error: { kind: 'protocol', reason: 'html' } },
    ],
    [
      'JSON',
      answers(200, 'application/json', '{"text":"Hi"}'),
      { error: { kind: 'protocol', reason: 'notEventStream' } },
    ],
    ['no type at all', (response) => response.writeHead(200).end(frame(started)), { error: { kind: 'protocol' } }],
    ['204', (response) => response.writeHead(204).end(), { error: { kind: 'protocol', status: 204 } }],
    [
      'a redirect',
      (response) => response.writeHead(307, { location: 'https://elsewhere.example/' }).end(),
      { error: { kind: 'http', reason: 'redirect' } },
    ],
  ])('%s is a failure that says so', async (_name, behaviour, state) => {
    const { agent, desk } = await meet(behaviour);
    desk.submit();
    expect((await desk.until('failed')).state).toMatchObject(state);
    expect(desk.states).toEqual(['1 failed']);
    expect(agent.inputs).toHaveLength(1);
  });

  test('the beginning of a strange answer is in the log, and no more of it', async () => {
    const { desk } = await meet(answers(200, 'text/html', `<title>Log in</title>${'x'.repeat(100_000)}`));
    desk.submit();
    await desk.until('failed');
    const [line] = desk.logs.get(1) ?? [];
    expect(line).toMatchObject({ type: 'HTTP', fault: null });
    expect(line?.json).toContain('<title>Log in</title>');
    expect(line?.json.length).toBeLessThan(3_000);
  });

  test('nobody listens; the source is gone', async () => {
    const { agent, desk } = await meet(streams());
    await agent.close();
    met.agents.length = 0;
    desk.submit();
    expect((await desk.until('failed')).state).toMatchObject({ error: { kind: 'refused' } });
    desk.submit({ sourceId: 'other' });
    expect((await desk.until('failed')).state).toMatchObject({ error: { kind: 'notFound', reason: 'source' } });
  });
});

describe('a rude agent', () => {
  test.each([
    ['CRLF', '\r\n\r\n'],
    ['CR', '\r\r'],
  ])('that ends its lines with %s is read', async (_name, end) => {
    const { desk } = await meet((response) =>
      open(response).end(
        inRun(...text('m', 'é☕'))
          .map((event) => frame(event, end))
          .join(''),
      ),
    );
    desk.submit();
    await desk.until('succeeded');
    expect(shown(desk)).toEqual(['assistant: é☕']);
  });

  test('that sends frames nobody can read costs those frames', async () => {
    const { desk } = await meet((response) => {
      const [start, first, second, end] = text('m', 'Hel', 'lo') as [Sent, Sent, Sent, Sent];
      const good = [start, first].map((event) => frame(event)).join('');
      const rest = [second, end, finished].map((event) => frame(event)).join('');
      open(response).end(
        `${frame(started)}${good}data: {"type":"TEXT\n\ndata: [DONE]\n\n${frame({ type: 'NEW_IN_2_0' })}${rest}`,
      );
    });
    desk.submit();
    await desk.until('succeeded');
    expect(shown(desk)).toEqual(['assistant: Hello']);
    expect(faults(desk)).toEqual(['not JSON', 'not JSON', 'unknown type of event: NEW_IN_2_0']);
  });

  test('that sends nothing else is given up', async () => {
    const { desk } = await meet((response) => open(response).end(`${frame(started)}${'data: x\n\n'.repeat(2_000)}`));
    desk.submit();
    expect((await desk.until('failed')).state).toMatchObject({ error: { kind: 'protocol', reason: 'faults' } });
    expect(faults(desk)).toHaveLength(1_000);
  });

  test('with a frame of almost 10 MB is borne, with a larger one not', async () => {
    const big = (length: number) => streams(...inRun(...text('m', 'x'.repeat(length))));
    const { desk } = await meet(big(9_900_000));
    desk.submit();
    await desk.until('succeeded');
    expect(desk.run().result).toHaveLength(9_900_000);
    const other = await meet(big(10_000_001));
    other.desk.submit();
    expect((await other.desk.until('failed')).state).toMatchObject({ error: { kind: 'protocol', reason: 'tooLarge' } });
  });

  test('whose state is a bomb of brackets costs that event', async () => {
    const bomb = `data: {"type":"STATE_SNAPSHOT","snapshot":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n\n`;
    const { desk } = await meet((response) => open(response).end(`${frame(started)}${bomb}${frame(finished)}`));
    desk.submit();
    await desk.until('succeeded');
    expect(faults(desk)).toEqual(['nested too deep']);
  });
});

test('a flood is read without keeping the program busy, and the book is told seldom', async () => {
  const deltas = Array.from({ length: 20_000 }, (_, n) => `${n} `);
  const { desk } = await meet(streams(...inRun(...text('m', ...deltas))));
  let told = 0;
  const record = desk.book.record;
  Object.assign(desk.book, {
    record: (id: number, events: Parameters<typeof record>[1]) => {
      told += 1;
      record(id, events);
    },
  });
  desk.submit();
  await desk.until('succeeded');
  expect(desk.run().result).toBe(deltas.join(''));
  // Every 33 ms, however slow the machine is; never for each piece.
  expect(told).toBeLessThan(deltas.length / 20);
});

test('thirty megabytes pass through, and each event is in the log', async () => {
  let written = 0;
  const { desk } = await meet(async (response) => {
    open(response).write(frame(started));
    const piece = frame({ type: 'RAW', event: 'x'.repeat(60_000) });
    for (let n = 0; n < 500; n++) {
      written += piece.length;
      if (!response.write(piece)) await once(response, 'drain');
    }
    response.end(frame(finished));
  });
  desk.submit();
  await desk.until('succeeded');
  expect(written).toBeGreaterThan(30_000_000);
  expect(desk.logs.get(1)).toHaveLength(502);
});

describe('in one thread', () => {
  test('a run that goes on keeps the thread, all messages and the state', async () => {
    const { agent, desk } = await meet([
      streams(...inRun({ type: 'STATE_SNAPSHOT', snapshot: { n: 1 } }, ...text('a', 'First.'))),
      streams(...inRun(...text('b', 'Second.'))),
    ]);
    desk.submit();
    const first = await desk.until('succeeded');
    desk.submit({
      id: 2,
      prompt: 'And?',
      previousId: 1,
      remoteId: first.remoteId,
      memory: JSON.parse(JSON.stringify(first.memory)),
    });
    await expect.poll(() => desk.run(2).state.kind).toBe('succeeded');
    const [one, two] = agent.inputs;
    expect(two?.threadId).toBe(one?.threadId);
    expect(two?.runId).not.toBe(one?.runId);
    expect(two?.state).toEqual({ n: 1 });
    expect(two?.messages.map(({ content }) => content)).toEqual(['Why?', 'First.', 'And?']);
    expect(words(desk.run(2).items)).toEqual(['accepted', 'assistant: Second.', 'ended']);
  });

  test('there is one run at a time', async () => {
    const { agent, desk } = await meet((response) => open(response).write(frame(started)));
    desk.submit();
    await desk.until('running');
    desk.submit({ id: 2, memory: desk.run().memory });
    expect(desk.run(2).state).toMatchObject({ kind: 'failed', error: { kind: 'validation', reason: 'threadBusy' } });
    desk.driver.stop(desk.run());
    await desk.until('cancelled');
    desk.submit({ id: 3, memory: desk.run().memory });
    await expect.poll(() => desk.run(3).state.kind).toBe('running');
    expect(agent.inputs).toHaveLength(2);
  });

  test('fifty runs go on at once', async () => {
    const { agent, desk } = await meet((response) => open(response).write(frame(started)));
    for (let id = 1; id <= 50; id++) desk.submit({ id });
    await expect.poll(() => agent.inputs.length).toBe(50);
    await expect
      .poll(() => Array.from({ length: 50 }, (_, n) => desk.run(n + 1).state.kind).every((kind) => kind === 'running'))
      .toBe(true);
  });
});
