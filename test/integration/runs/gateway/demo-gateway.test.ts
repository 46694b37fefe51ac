import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDemoWorkspace } from '../../../../main/demo/index.ts';
import type { SwitchValue } from '../../../../main/demo/switches.ts';
import { createGatewayClient } from '../../../../main/gateway/client.ts';
import { createHttpClient } from '../../../../main/http/client.ts';
import type { HttpClient } from '../../../../main/http/message.ts';
import { createDesk, type Desk, MINUTE, SECOND, source } from '../../../unit/runs/gateway/desk.ts';
import { steadyRandom } from '../../demo/workspace.ts';

/** The gateway of the demo workspace was written from the contract by itself: here both readings of it meet. */

type Workspace = Awaited<ReturnType<typeof startDemoWorkspace>>;

let desk: Desk;
let demo: Workspace;
let http: HttpClient;
let inFlight = 0;

beforeEach(async () => {
  const client = createHttpClient({ clock: { now: Date.now }, userAgent: 'test' });
  http = {
    ...client,
    async request(request) {
      inFlight += 1;
      const result = await client.request(request);
      inFlight -= 1;
      return result;
    },
  };
  desk = createDesk({ http });
  demo = await startDemoWorkspace({ clock: desk.clock, random: steadyRandom(), seed: 'empty', latencyMs: 0 });
  const headers = { authorization: `Bearer ${demo.gateway.key}` };
  desk.accesses.set('s1', { ok: true, value: { source: { ...source('s1'), address: demo.gateway.address }, headers } });
});

afterEach(async () => {
  await desk.driver.close();
  await demo.stop();
  await http.close();
});

async function advance(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += SECOND) {
    await desk.advance(SECOND);
    await expect.poll(() => inFlight, { timeout: 10_000, interval: 1 }).toBe(0);
    await desk.settle();
  }
}

async function models(): Promise<readonly string[]> {
  const access = desk.accesses.get('s1');
  if (!access?.ok) throw new Error('no access');
  const listed = await createGatewayClient({ http }).models(access.value);
  return listed.ok ? listed.value : [];
}

async function run(outcome?: SwitchValue<'taskOutcome'>): Promise<number> {
  demo.switches.set('taskMs', 20 * SECOND);
  if (outcome !== undefined) demo.switches.set('taskOutcome', outcome);
  const [model = null] = await models();
  return desk.begin({ model });
}

test('a task is watched until its result, after time has passed there', async () => {
  const id = await run();
  await advance(15 * SECOND);
  expect(desk.run(id).state.kind).toBe('running');
  await advance(10 * SECOND);
  expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: expect.stringMatching(/./) });
});

test.each([
  ['apologyRouting', { kind: 'apologised', apology: 'routing' }],
  ['apologySynthesis', { kind: 'apologised', apology: 'synthesis' }],
  ['apologyProcessing', { kind: 'apologised', apology: 'processing' }],
  ['apologyEmpty', { kind: 'apologised', apology: 'empty' }],
  ['null', { kind: 'apologised', apology: 'blank' }],
  ['blank', { kind: 'apologised', apology: 'blank' }],
  ['failed', { kind: 'failed', error: null }],
  ['failedEmpty', { kind: 'failed', message: '' }],
  ['revoked', { kind: 'revoked' }],
  ['hostileMarkdown', { kind: 'succeeded' }],
] as const)('%s', async (outcome, state) => {
  const id = await run(outcome);
  await advance(25 * SECOND);
  expect(desk.run(id).state).toMatchObject(state);
});

test.each([
  ['imageLink', 'link'],
  ['imageData', 'data'],
] as const)('%s: its picture is offered', async (outcome, kind) => {
  const id = await run(outcome);
  await advance(25 * SECOND);
  expect(desk.run(id).media).toMatchObject([{ type: 'image', source: { kind } }]);
});

test.each([
  ['submitWithoutId', true, { kind: 'lost', reason: 'submit' }],
  ['submitStoredThenDropped', true, { kind: 'lost', reason: 'submit' }],
  ['gateway429', '3 per 1 minute', { kind: 'failed', error: { retryAfterMs: MINUTE } }],
  ['legacyChoices', true, { kind: 'succeeded' }],
  ['legacyTaskId', true, { kind: 'running' }],
] as const)('a submit with %s', async (name, value, state) => {
  const [model = null] = await models();
  demo.switches.set(name, value);
  const id = await desk.begin({ model });
  await advance(2 * SECOND);
  expect(desk.run(id).state).toMatchObject(state);
});
