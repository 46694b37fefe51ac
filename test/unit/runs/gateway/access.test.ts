import { describe, expect, test } from 'vitest';
import { appError, fail } from '../../../../main/errors.ts';
import { createDesk, HOUR, MINUTE, SECOND } from './desk.ts';
import { type Answer, completed, inProgress, wrongKey } from './fake-gateway.ts';

describe('the key', () => {
  test('refused in the middle: asks nothing more, and goes on by itself with another key', async () => {
    const desk = createDesk();
    const ids = [await desk.begin(), await desk.begin()];
    await desk.advance(10 * SECOND);
    desk.gateway.key = 'Bearer sk-new';
    await desk.advance(10 * SECOND);
    const polls = desk.gateway.polls().length;
    await desk.advance(20 * MINUTE);
    desk.driver.power('asleep');
    desk.driver.power('awake');
    await desk.advance(20 * MINUTE);
    expect(desk.gateway.polls()).toHaveLength(polls);
    for (const id of ids) {
      expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, contact: { kind: 'keyRefused' } });
      expect(desk.words(id)).toEqual(['SUBMIT', 'ACCEPTED', 'KEY_REFUSED']);
    }
    desk.setAccess('s1', 'sk-new');
    desk.gateway.onStatus = () => completed('Done.');
    desk.driver.sourceChanged('s1');
    await desk.advance(4 * SECOND);
    for (const id of ids) expect(desk.run(id).state.kind).toBe('succeeded');
  });

  test('an answer to the old key says nothing about the new one', async () => {
    const desk = createDesk();
    const late = Promise.withResolvers<Answer>();
    const id = await desk.begin();
    desk.gateway.onStatus = () => late.promise;
    await desk.advance(5 * SECOND);
    desk.gateway.onStatus = () => inProgress;
    desk.driver.sourceChanged('s1');
    late.resolve(wrongKey);
    await desk.advance(10 * SECOND);
    expect(desk.moments(id)).toEqual(['accepted']);
  });

  test('refused for 48 hours: the run is lost', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(MINUTE);
    desk.gateway.key = 'Bearer sk-new';
    await desk.advance(47 * HOUR);
    expect(desk.run(id).contact.kind).toBe('keyRefused');
    await desk.advance(HOUR);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'noNews' });
    expect(desk.timers()).toBe(0);
  });

  test('is read from the keychain once, and again when the source has changed', async () => {
    const desk = createDesk();
    let reads = 0;
    const found = desk.accesses.get('s1');
    Object.defineProperty(desk.accesses, 'get', {
      value: () => {
        reads += 1;
        return found;
      },
    });
    await desk.begin();
    await desk.advance(5 * MINUTE);
    expect(reads).toBe(1);
    desk.driver.sourceChanged('s1');
    await desk.advance(5 * MINUTE);
    expect(reads).toBe(2);
  });

  test('that the keychain does not give at the moment is asked for again', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(10 * SECOND);
    desk.accesses.set('s1', fail(appError('keychain', 'locked', { reason: 'locked' })));
    desk.driver.sourceChanged('s1');
    await desk.advance(10 * SECOND);
    expect(desk.run(id).contact).toMatchObject({ kind: 'unreachable', error: { kind: 'keychain' } });
    desk.setAccess('s1');
    await desk.advance(3 * MINUTE);
    expect(desk.run(id).contact.kind).toBe('ok');
  });
});

describe('a source that is removed', () => {
  test('takes its runs with it', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(MINUTE);
    desk.accesses.delete('s1');
    desk.driver.sourceChanged('s1');
    await desk.advance(5 * SECOND);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'sourceGone' });
    expect(desk.timers()).toBe(0);
  });

  test('comes back when it is that of the demo workspace', async () => {
    const desk = createDesk();
    const id = await desk.begin({ demo: true });
    await desk.advance(MINUTE);
    desk.accesses.delete('s1');
    desk.restart();
    await desk.advance(HOUR);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'running' }, contact: { kind: 'unreachable' } });
    desk.setAccess('s1');
    desk.gateway.onStatus = () => completed('Done.');
    desk.driver.sourceChanged('s1');
    await desk.advance(4 * SECOND);
    expect(desk.run(id).state.kind).toBe('succeeded');
  });
});
