/** Our reader before the agents of the demo workspace, which were written without it. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../../main/clock.ts';
import { RUDE_WAYS, type RudeWay } from '../../../../main/demo/agents/switches.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../../main/demo/index.ts';
import type { Run } from '../../../../main/runs/run.ts';
import { words } from '../../../unit/runs/agui/play.ts';
import { createDesk, type Desk } from './agent.ts';

let workspace: DemoWorkspace;
let desk: Desk;

beforeAll(async () => {
  workspace = await startDemoWorkspace({
    clock: systemClock,
    random: Math.random,
    seed: 'empty',
    faults: true,
    latencyMs: 5,
    port: 0,
  });
});
afterEach(() => desk.close());
afterAll(() => workspace.stop());

async function ask(agent: string, prompt: string, idleSeconds = 20): Promise<Run> {
  const address = workspace.agents.find(({ name }) => name === agent)?.address ?? '';
  desk = createDesk({ url: address }, { address, idleSeconds });
  desk.submit({ prompt });
  return desk.until('succeeded', 'failed', 'cancelled', 'lost', 'waiting');
}

const faults = () => (desk.logs.get(1) ?? []).flatMap(({ fault }) => fault ?? []);

test.each(['plain', 'tickets', 'planner'])('the %s agent is read to its end without a fault', async (agent) => {
  const run = await ask(agent, 'What is new?');
  expect(run.state.kind).toBe('succeeded');
  expect(run.result).not.toBe('');
  expect(run.usage).toHaveLength(1);
  expect(run.items.filter(({ kind, endedAt }) => kind !== 'activity' && endedAt === null)).toEqual([]);
  expect(words(run.items).filter((line) => line.endsWith('unanswered'))).toEqual([]);
  expect(faults()).toEqual([]);
});

/** What becomes of a run whose agent is rude in one way, and whether the log has something to say about it. */
const BECOMES: Readonly<Record<RudeWay, { state: object; faults: boolean }>> = {
  crlf: { state: { kind: 'succeeded' }, faults: false },
  cr: { state: { kind: 'succeeded' }, faults: false },
  bom: { state: { kind: 'succeeded' }, faults: false },
  comments: { state: { kind: 'succeeded' }, faults: false },
  multiLine: { state: { kind: 'succeeded' }, faults: false },
  badFrame: { state: { kind: 'succeeded' }, faults: true },
  done: { state: { kind: 'succeeded' }, faults: true },
  unknownTypes: { state: { kind: 'succeeded' }, faults: true },
  nulls: { state: { kind: 'succeeded' }, faults: false },
  wrongType: { state: { kind: 'succeeded' }, faults: true },
  outOfOrder: { state: { kind: 'succeeded' }, faults: true },
  thinking: { state: { kind: 'succeeded' }, faults: false },
  chunks: { state: { kind: 'succeeded' }, faults: false },
  badPatch: { state: { kind: 'succeeded' }, faults: true },
  prototypePatch: { state: { kind: 'succeeded' }, faults: true },
  hugeFrame: { state: { kind: 'failed', error: { kind: 'protocol', reason: 'tooLarge' } }, faults: false },
  hostileMarkdown: { state: { kind: 'succeeded' }, faults: false },
  drop: { state: { kind: 'lost', reason: 'connection' }, faults: false },
  unfinished: { state: { kind: 'lost', reason: 'unfinished' }, faults: false },
  silence: { state: { kind: 'lost', reason: 'idle' }, faults: false },
  runError: { state: { kind: 'failed', error: null }, faults: false },
  html200: { state: { kind: 'failed', error: { kind: 'protocol', reason: 'html' } }, faults: false },
  json200: { state: { kind: 'failed', error: { kind: 'protocol', reason: 'notEventStream' } }, faults: false },
  http401: { state: { kind: 'failed', error: { kind: 'auth', status: 401 } }, faults: false },
  http422: { state: { kind: 'failed', error: { kind: 'validation', status: 422 } }, faults: false },
  http500Endless: { state: { kind: 'failed', error: { kind: 'http', status: 500 } }, faults: false },
  everything: { state: { kind: 'succeeded' }, faults: true },
};

test.each(RUDE_WAYS)('an agent that is rude by %s', async (way) => {
  const run = await ask('rude', `Be rude by ${way}`, way === 'silence' ? 0.3 : 20);
  expect(run.state).toMatchObject(BECOMES[way].state);
  expect(faults().length > 0).toBe(BECOMES[way].faults);
  if (run.state.kind === 'succeeded') expect(run.result?.length).toBeGreaterThan(40);
  expect('polluted' in {}).toBe(false);
});
