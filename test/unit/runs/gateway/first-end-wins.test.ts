import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import { isFinal } from '../../../../main/runs/run.ts';
import { createDesk, HOUR, MINUTE, SECOND } from './desk.ts';
import { type Answer, broken, completed, inProgress, json, page, wrongKey } from './fake-gateway.ts';

/** What the gateway may say to a status, and the state a run must then end in; `null` ends nothing. */
const SAYINGS: Readonly<Record<string, readonly [Answer, string | null]>> = {
  inProgress: [inProgress, null],
  retry: [json(200, { status: 'unknown', state: 'RETRY' }), null],
  page500: [page(500), null],
  page200: [page(200), null],
  away: [broken(appError('refused', 'x')), null],
  dropped: [broken(appError('http', 'x', { reason: 'dropped' })), null],
  wrongKey: [wrongKey, null],
  limit: [page(429, '3 per 1 second'), null],
  garbage: [json(200, { a: 1 }), null],
  completed: [completed('Done.'), 'succeeded'],
  blank: [completed(null), 'apologised'],
  failed: [json(200, { status: 'failed', error: '' }), 'failed'],
  legacyFailed: [json(500, { task_id: 'x', status: 'failed', error: 'y' }), 'failed'],
  revoked: [json(200, { status: 'unknown', state: 'REVOKED' }), 'revoked'],
};

const saying = fc.constantFrom(...Object.keys(SAYINGS));
const doing = fc.constantFrom('nothing', 'wait', 'check', 'sleep', 'restart', 'sourceChanged', 'stop');
const submitAnswer = fc.constantFrom<Answer>(
  json(202, { id: 'task-1' }),
  json(202, { id: 'task-1' }),
  json(202, { id: 'task-1' }),
  json(202, {}),
  page(429),
  page(500),
  broken(appError('timeout', 'x', { reason: 'headers' })),
);

test('whatever is said and done, one submit is sent and the first end stays', async () => {
  await fc.assert(
    fc.asyncProperty(submitAnswer, fc.array(fc.tuple(saying, doing), { maxLength: 25 }), async (submitted, steps) => {
      const desk = createDesk();
      desk.gateway.onSubmit = () => submitted;
      let word = 'inProgress';
      /** The end the first ending answer demands. */
      let demanded: string | null = null;
      desk.gateway.onStatus = () => {
        const [answer, end] = SAYINGS[word] ?? [inProgress, null];
        demanded ??= end;
        return answer;
      };
      const id = await desk.begin();
      for (const [next, action] of steps) {
        word = next;
        const before = desk.run(id);
        if (!isFinal(before.state)) {
          if (action === 'check') desk.driver.check(before);
          if (action === 'stop') {
            demanded ??= 'cancelled';
            desk.driver.stop(before);
          }
        }
        if (action === 'restart') desk.restart();
        if (action === 'sourceChanged') desk.driver.sourceChanged('s1');
        if (action === 'sleep') {
          desk.driver.power('asleep');
          desk.sleep(HOUR / 2);
          desk.driver.power('awake');
        }
        await desk.advance(action === 'wait' ? 5 * MINUTE : 3 * SECOND);
        if (isFinal(before.state)) expect(desk.run(id)).toBe(before);
      }
      const ends = desk.memory.states.filter((line) => !/running|silent/.test(line));
      expect(desk.gateway.submits()).toHaveLength(1);
      expect(ends.length).toBeLessThanOrEqual(1);
      if (demanded !== null) expect(desk.run(id).state.kind).toBe(demanded);
    }),
    { numRuns: 150 },
  );
}, 60_000);
