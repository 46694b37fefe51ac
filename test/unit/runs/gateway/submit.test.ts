import { describe, expect, test } from 'vitest';
import { appError, fail } from '../../../../main/errors.ts';
import { createDesk, MINUTE, SECOND, source } from './desk.ts';
import { type Answer, broken, completed, json, page, wrongKey } from './fake-gateway.ts';

const never = new Promise<Answer>(() => {});

describe('a submit', () => {
  test('is sent once, with the turns before it, and its task id is stored at once', async () => {
    const desk = createDesk();
    const earlier = [
      { role: 'user', text: 'Capital of Peru?' },
      { role: 'assistant', text: 'Lima' },
    ] as const;
    const id = await desk.begin({ prompt: 'And of Chile?', earlier, model: 'pipe.harpou-agent/local/fake' });
    await desk.settle();
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, remoteId: 'task-1' });
    expect(desk.gateway.submits()).toHaveLength(1);
    expect(desk.gateway.submits()[0]?.sid).toBe('companion-id-1');
    expect(JSON.parse(desk.gateway.submits()[0]?.body ?? '')).toEqual({
      model: 'local/fake',
      messages: [
        { role: 'user', content: 'Capital of Peru?' },
        { role: 'assistant', content: 'Lima' },
        { role: 'user', content: 'And of Chile?' },
      ],
      stream: false,
    });
    expect(desk.words(id)).toEqual(['SUBMIT', 'ACCEPTED']);
  });

  test("without a model of its own takes the source's", async () => {
    const desk = createDesk();
    await desk.begin();
    await desk.settle();
    expect(JSON.parse(desk.gateway.submits()[0]?.body ?? '')).toMatchObject({ model: 'local/fake-small:latest' });
  });

  test('without any model is not sent', async () => {
    const desk = createDesk();
    desk.accesses.set('s1', { ok: true, value: { source: { ...source('s1'), model: null }, headers: {} } });
    const id = await desk.begin({ model: ' harpou-agent/ ' });
    const other = await desk.begin();
    await desk.settle();
    for (const one of [id, other]) {
      expect(desk.run(one).state).toMatchObject({ kind: 'failed', error: { kind: 'validation', reason: 'model' } });
    }
    expect(desk.gateway.requests).toEqual([]);
  });

  test.each([
    ['the keychain keeps the key', appError('keychain', 'locked')],
    ['the source is gone', appError('notFound', 'no such source', { reason: 'source' })],
  ])('is not sent when %s', async (_what, error) => {
    const desk = createDesk();
    desk.accesses.set('s1', fail(error));
    const id = await desk.begin();
    await desk.settle();
    expect(desk.run(id).state).toMatchObject({ kind: 'failed', error, message: '' });
    expect(desk.gateway.requests).toEqual([]);
  });

  test.each([
    ['a refused key', wrongKey, { kind: 'auth', reason: 'keyRefused' }],
    ['a used-up limit', page(429, '3 per 1 minute'), { reason: 'tooManyRequests', retryAfterMs: MINUTE }],
    ['a wrong request', json(400, { error: { message: 'x' } }), { kind: 'validation' }],
    ['a refused connection', broken(appError('refused', 'x')), { kind: 'refused' }],
  ])('that certainly did not arrive has failed: %s', async (_what, answer, error) => {
    const desk = createDesk();
    desk.gateway.onSubmit = () => answer;
    const id = await desk.begin();
    await desk.settle();
    expect(desk.run(id).state).toMatchObject({ kind: 'failed', error });
    expect(desk.words(id)).toEqual(['SUBMIT', 'REFUSED']);
  });

  test.each([
    ['a page with 500', page(500)],
    ['no answer in time', broken(appError('timeout', 'x', { reason: 'headers' }))],
    ['a dropped connection', broken(appError('http', 'x', { reason: 'dropped' }))],
    ['202 without an id', json(202, { message: 'x' })],
  ])('whose answer was lost may have started, and is never sent again: %s', async (_what, answer) => {
    const desk = createDesk();
    desk.gateway.onSubmit = () => answer;
    const id = await desk.begin();
    await desk.advance(30 * MINUTE);
    desk.driver.power('awake');
    desk.driver.sourceChanged('s1');
    desk.restart();
    await desk.advance(30 * MINUTE);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'submit' });
    expect(desk.words(id)).toEqual(['SUBMIT', 'LOST']);
    expect(desk.gateway.requests).toHaveLength(1);
  });

  test('answered at once, by a gateway of July 2025, ends with the answer', async () => {
    const desk = createDesk();
    desk.gateway.onSubmit = () => json(200, { id: 'chatcmpl-1', choices: [{ message: { content: 'Santiago' } }] });
    const id = await desk.begin();
    await desk.advance(MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Santiago', remoteId: null });
    expect(desk.gateway.requests).toHaveLength(1);
  });

  test('handed over twice is sent once', async () => {
    const desk = createDesk();
    desk.gateway.onSubmit = () => never;
    const id = await desk.begin();
    desk.driver.submit(desk.run(id));
    await desk.settle();
    expect(desk.gateway.submits()).toHaveLength(1);
  });
});

test('of a run that is deleted meanwhile, nothing is watched', async () => {
  const desk = createDesk();
  const answer = Promise.withResolvers<Answer>();
  desk.gateway.onSubmit = () => answer.promise;
  desk.memory.runs.delete(await desk.begin());
  answer.resolve(json(202, { id: 'task-1' }));
  await desk.advance(MINUTE);
  expect(desk.gateway.polls()).toEqual([]);
});

describe('stop', () => {
  test('before the answer: cancelled, and a late task id changes nothing', async () => {
    const desk = createDesk();
    const answer = Promise.withResolvers<Answer>();
    desk.gateway.onSubmit = () => answer.promise;
    const id = await desk.begin();
    await desk.settle();
    desk.driver.stop(desk.run(id));
    answer.resolve(json(202, { id: 'task-1' }));
    await desk.advance(MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'cancelled' }, remoteId: null });
    expect(desk.gateway.polls()).toEqual([]);
  });

  test('while the task runs: cancelled, and not asked for any more', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(10 * SECOND);
    const polls = desk.gateway.polls().length;
    desk.driver.stop(desk.run(id));
    desk.gateway.onStatus = () => completed('late');
    await desk.advance(MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'cancelled' }, result: null });
    expect(desk.gateway.polls()).toHaveLength(polls);
    expect(desk.words(id)).toEqual(['SUBMIT', 'ACCEPTED', 'CANCELLED']);
  });

  test('while its state is on the way: the answer is dropped', async () => {
    const desk = createDesk();
    const answer = Promise.withResolvers<Answer>();
    desk.gateway.onStatus = () => answer.promise;
    const id = await desk.begin();
    await desk.advance(5 * SECOND);
    desk.driver.stop(desk.run(id));
    answer.resolve(completed('late'));
    await desk.advance(MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'cancelled' }, result: null });
  });
});

describe('the end of the program', () => {
  test('waits a moment for the task id of a submit on its way', async () => {
    const desk = createDesk();
    const answer = Promise.withResolvers<Answer>();
    desk.gateway.onSubmit = () => answer.promise;
    const id = await desk.begin();
    await desk.settle();
    const closed = desk.driver.close();
    await desk.advance(SECOND);
    answer.resolve(json(202, { id: 'task-1' }));
    await closed;
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, remoteId: 'task-1' });
    expect(desk.timers()).toBe(0);
    await desk.advance(MINUTE);
    expect(desk.gateway.polls()).toEqual([]);
  });

  test('does not wait for longer: it may have started', async () => {
    const desk = createDesk();
    desk.gateway.onSubmit = () => never;
    const id = await desk.begin();
    await desk.settle();
    const closed = desk.driver.close();
    await desk.advance(2 * SECOND);
    await closed;
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'submit' });
  });
});

test('the gateway asks nothing, so there is nothing to answer', async () => {
  const desk = createDesk();
  const id = await desk.begin();
  expect(await desk.driver.answer(desk.run(id), [])).toMatchObject({
    ok: false,
    error: { kind: 'validation', reason: 'notAsked' },
  });
});
