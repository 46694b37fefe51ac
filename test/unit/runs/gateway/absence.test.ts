import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import { createDesk, HOUR, MINUTE, SECOND } from './desk.ts';
import { type Answer, broken, completed, inProgress, json, page } from './fake-gateway.ts';

const away = broken(appError('offline', 'x'));
const running = (now: number, more = {}) => ({
  state: { kind: 'running', since: now } as const,
  remoteId: 'task-1',
  ...more,
});

describe('asleep', () => {
  test('nothing is asked; soon after waking everything is, once', async () => {
    const desk = createDesk();
    const ids = [await desk.begin(), await desk.begin(), await desk.begin()];
    await desk.advance(2 * MINUTE);
    const before = desk.gateway.polls().length;
    desk.driver.power('asleep');
    await desk.advance(HOUR);
    expect(desk.gateway.polls()).toHaveLength(before);

    const wokeAt = desk.clock.now();
    desk.gateway.onStatus = (taskId) => completed(`${taskId} done`);
    desk.driver.power('awake');
    await desk.advance(4 * SECOND);
    expect(ids.map((id) => desk.run(id).result)).toEqual(['task-1 done', 'task-2 done', 'task-3 done']);
    expect(desk.gateway.polls()).toHaveLength(before + 3);
    expect(Math.min(...desk.gateway.polls().slice(before)) - wokeAt).toBeGreaterThanOrEqual(SECOND);
  });

  test('an hour of sleep is no hour of silence', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(5 * MINUTE);
    desk.driver.power('asleep');
    desk.sleep(HOUR);
    desk.driver.power('awake');
    await desk.advance(4 * MINUTE);
    expect(desk.run(id).state.kind).toBe('running');
    await desk.advance(3 * MINUTE);
    expect(desk.run(id).state.kind).toBe('silent');
  });

  test('24 hours of sleep count: what is unknown afterwards is lost, after one look', async () => {
    const desk = createDesk();
    const [forgotten, late] = [await desk.begin(), await desk.begin()];
    await desk.advance(MINUTE);
    desk.driver.power('asleep');
    desk.sleep(63 * HOUR);
    desk.gateway.onStatus = (taskId) => (taskId === 'task-2' ? completed('Still there.') : inProgress);
    desk.driver.power('awake');
    expect(desk.run(forgotten).state.kind).toBe('running');
    await desk.advance(5 * SECOND);
    expect(desk.run(forgotten).state).toMatchObject({ kind: 'lost', reason: 'noNews' });
    expect(desk.run(late)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Still there.' });
  });

  test('a request that was on its way is forgotten, whatever comes of it', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    const late = Promise.withResolvers<Answer>();
    desk.gateway.onStatus = () => late.promise;
    await desk.advance(5 * SECOND);
    desk.driver.power('asleep');
    desk.sleep(HOUR);
    late.resolve(away);
    desk.gateway.onStatus = () => inProgress;
    desk.driver.power('awake');
    await desk.advance(5 * SECOND);
    expect(desk.run(id).contact.kind).toBe('ok');
    expect(desk.moments(id)).toEqual(['accepted']);
  });

  test('a network that is not back at once is tried again soon, not after two minutes', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(MINUTE);
    desk.gateway.onStatus = () => away;
    await desk.advance(30 * MINUTE);
    desk.driver.power('asleep');
    desk.sleep(HOUR);
    desk.driver.power('awake');
    await desk.advance(3 * SECOND);
    desk.gateway.onStatus = () => completed('Done.');
    await desk.advance(6 * SECOND);
    expect(desk.run(id).state.kind).toBe('succeeded');
  });

  test('a change of network brings one round too', async () => {
    const desk = createDesk();
    await desk.begin();
    await desk.advance(2 * HOUR);
    const before = desk.gateway.polls().length;
    desk.driver.power('awake');
    await desk.advance(4 * SECOND);
    expect(desk.gateway.polls()).toHaveLength(before + 1);
  });

  test('a submit on its way is not repeated', async () => {
    const desk = createDesk();
    const answer = Promise.withResolvers<Answer>();
    desk.gateway.onSubmit = () => answer.promise;
    const id = await desk.begin();
    desk.driver.power('asleep');
    desk.sleep(HOUR);
    desk.driver.power('awake');
    answer.resolve(json(202, { id: 'task-1' }));
    await desk.advance(5 * SECOND);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, remoteId: 'task-1' });
    expect(desk.gateway.submits()).toHaveLength(1);
  });
});

describe('ended and started again', () => {
  test('before the submit has left or was answered: it may have started, and is not sent again', async () => {
    const desk = createDesk();
    desk.gateway.onSubmit = () => new Promise(() => {});
    const id = await desk.begin();
    desk.kill();
    await desk.advance(MINUTE);
    desk.restart();
    await desk.advance(MINUTE);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'submit' });
    expect(desk.gateway.submits()).toHaveLength(1);
    expect(desk.gateway.polls()).toEqual([]);
  });

  test('while the task runs: it is asked for within 3 s, and its result found', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(10 * MINUTE);
    desk.kill();
    desk.gateway.onStatus = () => completed('Done meanwhile.');
    await desk.advance(2 * HOUR);
    const before = desk.gateway.polls().length;
    desk.restart();
    await desk.advance(3 * SECOND);
    expect(desk.gateway.polls()).toHaveLength(before + 1);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Done meanwhile.' });
  });

  test('50 runs of two sources are all known within 3 s, four requests at a time', async () => {
    const desk = createDesk();
    desk.setAccess('s2');
    const now = desk.clock.now();
    for (let n = 0; n < 50; n += 1) desk.store(running(now, { sourceId: n % 2 ? 's1' : 's2', remoteId: `task-${n}` }));
    desk.gateway.onStatus = () => completed('Done.');
    desk.restart();
    await desk.advance(3 * SECOND);
    expect([...desk.memory.runs.values()].every(({ state }) => state.kind === 'succeeded')).toBe(true);
    const gaps = desk.gateway.polls().map((at, index, all) => at - (all[index - 1] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(49);
  });

  test('while it was silent, unreachable, or its key refused: the states hold until something else is known', async () => {
    const desk = createDesk();
    const now = desk.clock.now();
    const silent = desk.store(running(now, { state: { kind: 'silent', since: now } }));
    const refused = desk.store(running(now, { contact: { kind: 'keyRefused', since: now }, remoteId: 'task-2' }));
    const error = appError('refused', 'x');
    desk.setAccess('s2');
    const unreachable = desk.store(
      running(now, { sourceId: 's2', contact: { kind: 'unreachable', since: now, error }, remoteId: 'task-3' }),
    );
    desk.gateway.onStatus = (taskId) => (taskId === 'task-3' ? broken(error) : inProgress);
    desk.restart();
    await desk.advance(3 * SECOND);
    expect(desk.run(silent).state.kind).toBe('silent');
    expect(desk.run(refused).contact.kind).toBe('ok');
    expect(desk.run(unreachable).contact).toMatchObject({ kind: 'unreachable', since: now });
  });

  test('time the program was closed is no silence, but counts for the 24 hours', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(MINUTE);
    desk.kill();
    desk.sleep(2 * HOUR);
    desk.restart();
    await desk.advance(9 * MINUTE);
    expect(desk.run(id).state.kind).toBe('running');
    desk.kill();
    desk.sleep(22 * HOUR);
    desk.restart();
    await desk.advance(3 * SECOND);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'noNews' });
  });

  test('after the end was stored: nothing is asked, and nothing changes', async () => {
    const desk = createDesk();
    desk.gateway.onStatus = () => completed('Done.');
    const id = await desk.begin();
    await desk.advance(5 * SECOND);
    const ended = desk.run(id);
    const requests = desk.gateway.requests.length;
    desk.gateway.onStatus = () => inProgress;
    desk.restart();
    desk.driver.check(ended);
    await desk.advance(HOUR);
    expect(desk.run(id)).toBe(ended);
    expect(desk.gateway.requests).toHaveLength(requests);
  });

  test('while the answer of a status was on its way: it is asked for again', async () => {
    const desk = createDesk();
    const lost = Promise.withResolvers<Answer>();
    const id = await desk.begin();
    desk.gateway.onStatus = () => lost.promise;
    await desk.advance(5 * SECOND);
    desk.kill();
    lost.resolve(completed('unheard'));
    await desk.settle();
    expect(desk.run(id).state.kind).toBe('running');
    desk.gateway.onStatus = () => completed('Heard.');
    desk.restart();
    await desk.advance(3 * SECOND);
    expect(desk.run(id).result).toBe('Heard.');
  });
});

test('a source that answers a submit is there: what waited for it goes on', async () => {
  const desk = createDesk();
  const first = await desk.begin();
  await desk.advance(5 * SECOND);
  desk.gateway.onStatus = () => page(503);
  await desk.advance(30 * MINUTE);
  desk.gateway.onStatus = () => completed('Done.');
  await desk.begin();
  await desk.advance(4 * SECOND);
  expect(desk.run(first).state.kind).toBe('succeeded');
});
