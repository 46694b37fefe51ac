import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import { createDesk, type Desk, HOUR, MINUTE, SECOND } from './desk.ts';
import { type Answer, broken, completed, inProgress, json, page } from './fake-gateway.ts';

const away = broken(appError('refused', 'x'));
const sorry = 'Désolé, une erreur est survenue lors du traitement de votre demande.';

/** The polls of a task between two ages, one per … seconds on average. */
function pace(desk: Desk, begun: number, from: number, to: number): number {
  const polls = desk.gateway.polls('task-1').filter((at) => at >= begun + from && at < begun + to);
  return (to - from) / polls.length / SECOND;
}

describe('polling', () => {
  test('slows down with age, and ends with the result', async () => {
    const desk = createDesk();
    const begun = desk.clock.now();
    const id = await desk.begin();
    await desk.advance(2 * HOUR);
    expect(pace(desk, begun, 0, MINUTE)).toBeCloseTo(2, 0);
    expect(pace(desk, begun, MINUTE, 5 * MINUTE)).toBeCloseTo(5, 0);
    expect(pace(desk, begun, 5 * MINUTE, 30 * MINUTE)).toBeCloseTo(15, 0);
    expect(pace(desk, begun, 30 * MINUTE, 2 * HOUR)).toBeCloseTo(60, 0);
    expect(Math.max(...desk.gateway.polls().map((at, i, all) => at - (all[i - 1] ?? at)))).toBeLessThan(91 * SECOND);

    desk.gateway.onStatus = () => completed('Done.');
    await desk.advance(2 * MINUTE);
    const polls = desk.gateway.polls().length;
    expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Done.' });
    await desk.advance(HOUR);
    expect(desk.gateway.polls()).toHaveLength(polls);
    expect(desk.timers()).toBe(0);
  });

  test('a result is a message of the agent, with its pictures offered and none loaded', async () => {
    const desk = createDesk();
    const text = 'Voilà ![chat](https://example.org/cat.png)';
    desk.gateway.onStatus = () => completed(text);
    const id = await desk.begin();
    await desk.advance(10 * SECOND);
    expect(desk.run(id)).toMatchObject({
      result: text,
      media: [{ type: 'image', source: { kind: 'link', url: 'https://example.org/cat.png' } }],
    });
    expect(desk.run(id).items.filter(({ kind }) => kind === 'message')).toMatchObject([
      { role: 'assistant', text, broken: false, endedAt: desk.run(id).endedAt },
    ]);
    expect(desk.gateway.requests.every(({ path }) => path.startsWith('/v1/'))).toBe(true);
    expect(desk.words(id)).toEqual(['SUBMIT', 'ACCEPTED', 'RESULT']);
  });

  test.each([
    ['an apology', sorry, 'routing', sorry],
    ['null', null, 'blank', null],
    ['blanks', ' \n', 'blank', ' \n'],
    ['no text', { a: 1 }, 'blank', null],
  ])('%s is kept as it came, and called an apology', async (_what, result, apology, kept) => {
    const desk = createDesk();
    desk.gateway.onStatus = () => completed(result);
    const id = await desk.begin();
    await desk.advance(10 * SECOND);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'apologised', apology }, result: kept });
    expect(desk.run(id).items.filter(({ kind }) => kind === 'message')).toHaveLength(kept?.trim() ? 1 : 0);
  });

  test('a failure keeps its words', async () => {
    const desk = createDesk();
    desk.gateway.onStatus = () => json(200, { status: 'failed', error: 'TimeLimitExceeded(4.0,)' });
    const id = await desk.begin();
    await desk.advance(10 * SECOND);
    expect(desk.run(id).state).toMatchObject({ kind: 'failed', message: 'TimeLimitExceeded(4.0,)', error: null });
  });

  test('a result that is too large ends the run as our failure, and is not fetched again', async () => {
    const desk = createDesk();
    desk.gateway.onStatus = () => broken(appError('protocol', 'too large', { reason: 'tooLarge' }));
    const id = await desk.begin();
    await desk.advance(HOUR);
    expect(desk.run(id).state).toMatchObject({ kind: 'failed', error: { reason: 'tooLarge' } });
    expect(desk.gateway.polls()).toHaveLength(1);
  });

  test('a check asks at once', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(HOUR + 7 * SECOND);
    const now = desk.clock.now();
    desk.driver.check(desk.run(id));
    await desk.settle();
    expect(desk.gateway.polls().at(-1)).toBe(now);
  });

  test('a run that was deleted is not asked for any more', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(10 * SECOND);
    desk.memory.runs.delete(id);
    await desk.advance(5 * SECOND);
    const polls = desk.gateway.polls().length;
    await desk.advance(MINUTE);
    expect(desk.gateway.polls()).toHaveLength(polls);
  });
});

describe('news, and the lack of it', () => {
  test('`in_progress` is no news: after ten minutes of it the run is silent', async () => {
    const desk = createDesk();
    const begun = desk.clock.now();
    const id = await desk.begin();
    await desk.advance(9 * MINUTE + 59 * SECOND);
    expect(desk.run(id).state.kind).toBe('running');
    await desk.advance(20 * SECOND);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'silent' }, lastNewsAt: begun, contact: { kind: 'ok' } });
    await desk.advance(10 * HOUR);
    expect(desk.moments(id)).toEqual(['accepted', 'silent']);
  });

  test('another state word is news, once; the same word is none', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(11 * MINUTE);
    desk.gateway.onStatus = () => json(200, { status: 'unknown', state: 'RETRY' });
    await desk.advance(15 * SECOND);
    const heardAt = desk.run(id).lastNewsAt;
    expect(desk.run(id).state.kind).toBe('running');
    expect(heardAt).toBeGreaterThan(desk.run(id).startedAt + 10 * MINUTE);

    desk.restart();
    await desk.advance(9 * MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, lastNewsAt: heardAt });
    await desk.advance(2 * MINUTE);
    expect(desk.run(id).state.kind).toBe('silent');
    expect(desk.words(id)).toEqual(['SUBMIT', 'ACCEPTED', 'SILENT', 'STATE', 'SILENT']);
  });

  test('silence begins anew with every news', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(8 * MINUTE);
    desk.gateway.onStatus = () => json(200, { status: 'unknown', state: 'RETRY' });
    await desk.advance(9 * MINUTE);
    expect(desk.run(id).state.kind).toBe('running');
    await desk.advance(2 * MINUTE);
    expect(desk.run(id).state.kind).toBe('silent');
  });

  test('24 hours after the submit it is lost, and not a poll sooner', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(24 * HOUR - SECOND);
    expect(desk.run(id).state.kind).toBe('silent');
    await desk.advance(MINUTE + SECOND);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'noNews' });
    expect(desk.timers()).toBe(0);
  });
});

describe('a source that is away', () => {
  test('is asked by one request at a time, less and less often, for all its runs', async () => {
    const desk = createDesk();
    const ids = await Promise.all(Array.from({ length: 20 }, () => desk.begin()));
    await desk.advance(2 * MINUTE);
    desk.gateway.onStatus = () => away;
    const since = desk.clock.now();
    await desk.advance(10 * MINUTE);
    const tries = desk.gateway.polls().filter((at) => at >= since);
    expect(tries.length).toBeLessThan(12);
    for (const id of ids) {
      expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, contact: { kind: 'unreachable' } });
    }

    desk.gateway.onStatus = () => inProgress;
    await desk.advance(2 * MINUTE);
    for (const id of ids) {
      expect(desk.run(id).contact.kind).toBe('ok');
      expect(desk.moments(id).filter((what) => what !== 'silent')).toEqual([
        'accepted',
        'unreachable',
        'reachableAgain',
        ...(desk.moments(id).includes('heardAgain') ? ['heardAgain'] : []),
      ]);
      expect(desk.words(id).filter((word) => word.includes('REACHABLE'))).toEqual(['UNREACHABLE', 'REACHABLE']);
    }
  });

  test('requests that fail together are one failure: the next try is after 5 s, not after 40', async () => {
    const desk = createDesk();
    for (let n = 0; n < 4; n += 1) await desk.begin();
    const fate = Promise.withResolvers<Answer>();
    desk.gateway.onStatus = () => fate.promise;
    await desk.advance(10 * SECOND);
    expect(desk.gateway.inFlight).toBe(4);
    const before = desk.gateway.polls().length;
    fate.resolve(away);
    await desk.advance(6 * SECOND);
    expect(desk.gateway.polls()).toHaveLength(before + 1);
  });

  test.each([
    ['pages with 500', page(500)],
    ['pages with 200', page(200)],
    ['an unknown path', page(404)],
    ['an answer of another shape', json(200, {})],
  ])('%s are no failure of the task', async (_what, answer) => {
    const desk = createDesk();
    const id = await desk.begin();
    desk.gateway.onStatus = () => answer;
    await desk.advance(HOUR);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, contact: { kind: 'unreachable' } });
    desk.gateway.onStatus = () => completed('Done.');
    await desk.advance(3 * MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Done.' });
  });

  test('a pause it asks for is kept, by waking too', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(10 * SECOND);
    desk.gateway.onStatus = () => page(429, '120 per 5 minutes');
    await desk.advance(5 * SECOND);
    const pausedAt = desk.gateway.polls().at(-1) ?? 0;
    desk.gateway.onStatus = () => inProgress;
    desk.driver.power('awake');
    await desk.advance(4 * MINUTE);
    expect(desk.gateway.polls().at(-1)).toBe(pausedAt);
    await desk.advance(2 * MINUTE);
    expect(desk.gateway.polls().find((at) => at > pausedAt)).toBe(pausedAt + 5 * MINUTE);
    expect(desk.run(id).contact.kind).toBe('ok');
  });

  test('a person who checks does not wait for the next try', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(10 * SECOND);
    desk.gateway.onStatus = () => away;
    await desk.advance(30 * MINUTE);
    desk.gateway.onStatus = () => completed('Done.');
    desk.driver.check(desk.run(id));
    await desk.settle();
    expect(desk.run(id).state.kind).toBe('succeeded');
  });

  test('one task that cannot be asked for does not stop the others', async () => {
    const desk = createDesk();
    const ids = [await desk.begin(), await desk.begin(), await desk.begin()];
    desk.gateway.onStatus = (taskId) => (taskId === 'task-2' ? page(500) : inProgress);
    await desk.advance(20 * MINUTE);
    desk.gateway.onStatus = (taskId) => (taskId === 'task-2' ? page(500) : completed('Done.'));
    await desk.advance(MINUTE);
    expect(ids.map((id) => desk.run(id).state.kind)).toEqual(['succeeded', 'running', 'succeeded']);
    expect(ids.map((id) => desk.run(id).contact.kind)).toEqual(['ok', 'unreachable', 'ok']);
    // The sound ones notice nothing but the first error, before anyone could know whose it was.
    expect(desk.words(ids[0] ?? 0).filter((word) => word === 'UNREACHABLE')).toHaveLength(1);
  });

  test('a hanging socket holds nothing else up', async () => {
    const desk = createDesk();
    const never = new Promise<Answer>(() => {});
    const ids = [await desk.begin(), await desk.begin()];
    desk.gateway.onStatus = (taskId) => (taskId === 'task-1' ? never : inProgress);
    await desk.advance(10 * MINUTE);
    expect(desk.gateway.polls('task-1')).toHaveLength(1);
    expect(desk.gateway.polls('task-2').length).toBeGreaterThan(50);
    expect(desk.run(ids[1] ?? 0).contact.kind).toBe('ok');
  });

  test('for 48 hours: the runs are lost, because even a late result is forgotten by then', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(MINUTE);
    desk.gateway.onStatus = () => away;
    await desk.advance(47 * HOUR);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, contact: { kind: 'unreachable' } });
    await desk.advance(HOUR + 3 * MINUTE);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'noNews' });
  });

  test('24 hours, and then is back with a late result: it counts', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(MINUTE);
    desk.gateway.onStatus = () => away;
    await desk.advance(30 * HOUR);
    desk.gateway.onStatus = () => completed('Late.');
    await desk.advance(5 * MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Late.' });
  });
});
