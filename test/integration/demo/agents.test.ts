import { HttpAgent, verifyEvents } from '@ag-ui/client';
import type { AGUIEvent, RunAgentInput } from '@ag-ui/core';
import jsonPatch from 'fast-json-patch';
import { describe, expect, test } from 'vitest';
import type { DemoWorkspace } from '../../../main/demo/index.ts';
import { addressOf, argsOf, ofType, post, runAgent, runInput, textOf } from './agents.ts';
import { AFTERNOON, eventually, setUp } from './workspace.ts';

/** The events of a run as the reference client lets them pass; it throws at the first that breaks a rule. */
function verified(workspace: DemoWorkspace, name: 'plain' | 'tickets' | 'planner' | 'mail', input: RunAgentInput) {
  const agent = new HttpAgent({ url: addressOf(workspace, name) });
  return new Promise<string[]>((resolve, reject) => {
    const types: string[] = [];
    verifyEvents()(agent.run(input)).subscribe({
      next: (event) => types.push(event.type),
      error: reject,
      complete: () => resolve(types),
    });
  });
}

const ENGLISH = 'What is open on the pump, and how should we go on?';
const FRENCH = 'Quels sont les points ouverts sur la pompe, et que faut-il faire ?';

describe('the agents that keep the rules', () => {
  test.each(['plain', 'tickets', 'planner', 'mail'] as const)('%s speaks AG-UI 1.0', async (name) => {
    const { workspace } = await setUp();
    const events = await runAgent(workspace, name, runInput(ENGLISH));
    expect(events[0]).toEqual({ type: 'RUN_STARTED', threadId: 'a thread', runId: 'a run', protocolVersion: '1.0' });
    expect(events.at(-1)).toMatchObject({ type: 'RUN_FINISHED', threadId: 'a thread', runId: 'a run' });
    const types = await verified(workspace, name, runInput(ENGLISH, { threadId: 'another' }));
    expect(types).toEqual(events.map((event) => event.type));
  });

  test('asking and going on keep the rules too', async () => {
    const { workspace } = await setUp();
    const first = await runAgent(workspace, 'mail', runInput('Write to the site'));
    const { outcome } = ofType(first, 'RUN_FINISHED')[0] ?? {};
    const interruptId = outcome?.type === 'interrupt' ? (outcome.interrupts[0]?.id ?? '') : '';
    const resume = [{ interruptId, status: 'resolved' as const, payload: { approved: true } }];
    expect(await verified(workspace, 'mail', runInput('', { resume }))).toContain('TOOL_CALL_RESULT');
    expect(await verified(workspace, 'mail', runInput('', { resume }))).toEqual(['RUN_STARTED', 'RUN_ERROR']);
    expect(await verified(workspace, 'mail', runInput('a custom interrupt'))).toContain('CUSTOM');
    expect(await verified(workspace, 'tickets', runInput('P-204, mail to the site'))).toContain('TOOL_CALL_START');
    const tools = [{ name: 'open_url', description: 'Opens a page' }];
    expect(await verified(workspace, 'mail', runInput('open the page', { tools }))).toContain('TOOL_CALL_END');
  });

  test.each([
    ['plain', /réponse est inventée|station/],
    ['tickets', /Sept points sont ouverts/],
    ['planner', /^# Rapport : Quels sont les points ouverts/],
    ['mail', /Rien ne part sans votre accord/],
  ] as const)('%s answers in the language of the prompt', async (name, words) => {
    const { workspace } = await setUp();
    expect(textOf(await runAgent(workspace, name, runInput(FRENCH)))).toMatch(words);
    expect(textOf(await runAgent(workspace, name, runInput(ENGLISH, { threadId: 't2' })))).not.toMatch(words);
  });

  test('words come one after the other, in time', async () => {
    const waits: number[] = [];
    const after = (ms: number, end: () => void) => {
      waits.push(ms);
      setImmediate(end);
      return () => {};
    };
    const { workspace } = await setUp({ latencyMs: 900, clock: { now: () => AFTERNOON, after } });
    const events = await runAgent(workspace, 'planner', runInput(ENGLISH));
    const seconds = waits.reduce((sum, ms) => sum + ms, 0) / 1_000;
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThan(90);
    expect(waits.length).toBeGreaterThan(ofType(events, 'TEXT_MESSAGE_CONTENT').length);
  });

  test('a run that its client left is not remembered', async () => {
    const waiting: (() => void)[] = [];
    const after = (_: number, end: () => void) => {
      waiting.push(end);
      return () => {};
    };
    const { workspace } = await setUp({ latencyMs: 900, clock: { now: () => AFTERNOON, after } });
    const patience = new AbortController();
    const answer = await post(workspace, 'plain', runInput(ENGLISH), patience.signal);
    await answer.body?.getReader().read();
    patience.abort();
    // Let time pass for as long as anybody waits for it.
    for (let idle = 0; idle < 20; idle++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (waiting.length > 0) idle = 0;
      for (const end of waiting.splice(0)) end();
    }
    expect(workspace.state.threads).toEqual([]);
  });

  test('what is no run is refused as FastAPI does', async () => {
    const { workspace } = await setUp();
    const missing = await post(workspace, 'plain', { threadId: 't' });
    expect(missing.status).toBe(422);
    const { detail } = (await missing.json()) as { detail: { loc: string[] }[] };
    expect(detail.map(({ loc }) => loc.join('.'))).toContain('body.runId');
    expect((await fetch(addressOf(workspace, 'plain'))).status).toBe(405);
    expect((await fetch(`${workspace.origin}/agents/nobody`, { method: 'POST' })).status).toBe(404);
  });
});

describe('plain', () => {
  test('remembers a thread, after a restart too, and no other thread', async () => {
    const { workspace } = await setUp();
    await runAgent(workspace, 'plain', runInput('What is a duty point?'));
    await workspace.stop();
    const { workspace: later } = await setUp({ state: workspace.state });
    const second = textOf(await runAgent(later, 'plain', runInput('And a curve?')));
    expect(second).toContain('question 2 of this thread');
    expect(second).toContain('“What is a duty point?”');
    expect(textOf(await runAgent(later, 'plain', runInput('And a curve?', { threadId: 'new' })))).not.toContain(
      'thread',
    );
  });

  test('tells its usage in words', async () => {
    const { workspace } = await setUp();
    const events = await runAgent(workspace, 'plain', runInput('What is a duty point?'));
    const [usage] = ofType(events, 'RUN_FINISHED')[0]?.usage ?? [];
    expect(usage).toMatchObject({ provider: 'demo', inputTokens: 5 });
    expect(usage?.outputTokens).toBe(ofType(events, 'TEXT_MESSAGE_CONTENT').length);
  });
});

describe('tickets', () => {
  const prompt = 'Collect this week’s open tickets on P-117';

  test('searches, reads seven tickets at once, and lets a sub-agent look at the pictures', async () => {
    const { workspace } = await setUp();
    const events = await runAgent(workspace, 'tickets', runInput(prompt));
    const calls = ofType(events, 'TOOL_CALL_START');
    expect(calls.map((call) => call.toolCallName)).toEqual(['search_tickets', ...Array(7).fill('read_ticket')]);
    expect(argsOf(events, calls[0]?.toolCallId ?? '')).toEqual({ query: 'P-117', status: 'open', since: '2026-11-16' });
    const results = ofType(events, 'TOOL_CALL_RESULT').map(({ toolCallId }) => toolCallId);
    expect([...results].sort()).toEqual(calls.map(({ toolCallId }) => toolCallId).sort());
    // All seven are open at the same time, and their arguments interleave.
    const reads = events.filter((event) => 'toolCallId' in event && event.toolCallId !== calls[0]?.toolCallId);
    const firstEnd = reads.findIndex(({ type }) => type === 'TOOL_CALL_END');
    expect(reads.slice(0, firstEnd).filter(({ type }) => type === 'TOOL_CALL_START')).toHaveLength(7);
    const args = reads
      .filter(({ type }) => type === 'TOOL_CALL_ARGS')
      .map((event) => 'toolCallId' in event && event.toolCallId);
    expect(new Set(args.slice(0, 7)).size).toBe(7);
    expect(ofType(events, 'SUBAGENT_STARTED')).toMatchObject([{ name: 'photo-check' }]);
    expect(ofType(events, 'SUBAGENT_FINISHED')).toMatchObject([{ result: { looked: 11, missing: 4 } }]);
  });

  test('thinks, sums up in a table, and says what it cost', async () => {
    const { workspace } = await setUp();
    const events = await runAgent(workspace, 'tickets', runInput(prompt));
    expect(ofType(events, 'REASONING_MESSAGE_CONTENT').length).toBeGreaterThan(30);
    expect(textOf(events)).toContain('| #4121 | Mechanical seal, due Thursday | 4 |');
    const [end] = ofType(events, 'RUN_FINISHED');
    expect(end?.result).toEqual({ open: 7, withoutPhoto: [4127, 4130, 4132, 4138] });
    expect(end?.usage?.[0]?.reasoningTokens).toBeGreaterThan(30);
  });

  test('asked for a mail, it waits before it sends', async () => {
    const { workspace } = await setUp();
    const events = await runAgent(workspace, 'tickets', runInput(`${prompt} and draft the mail to the site`));
    const [end] = ofType(events, 'RUN_FINISHED');
    expect(end?.outcome).toMatchObject({ type: 'interrupt', interrupts: [{ message: 'Send this mail to 3 people?' }] });
  });
});

describe('planner', () => {
  test('steps within steps, shared state that counts, and an activity', async () => {
    const { workspace } = await setUp();
    const events = await runAgent(workspace, 'planner', runInput(ENGLISH));
    expect(nesting(events)).toEqual([1, 1, 2, 2, 2, 2, 2, 2, 1]);
    const counts: string[] = [];
    let state: unknown;
    for (const event of events) {
      if (event.type === 'STATE_SNAPSHOT') state = event.snapshot;
      if (event.type === 'STATE_DELTA') state = jsonPatch.applyPatch(state, event.delta, true, false).newDocument;
      if (event.type.startsWith('STATE_')) counts.push(counted(state));
    }
    expect([...new Set(counts)]).toEqual(['0/6', '1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
    let activity: unknown = ofType(events, 'ACTIVITY_SNAPSHOT')[0]?.content;
    for (const { patch } of ofType(events, 'ACTIVITY_DELTA')) {
      activity = jsonPatch.applyPatch(activity, patch, true, false).newDocument;
    }
    expect(activity).toMatchObject({ phase: 4, lines: expect.objectContaining({ length: 6 }) });
  });
});

function counted(state: unknown): string {
  const { done, total } = state as { done: number; total: number };
  return `${done}/${total}`;
}

/** How deep each step stands, in the order in which they begin. */
function nesting(events: readonly AGUIEvent[]): number[] {
  let depth = 0;
  const depths: number[] = [];
  for (const { type } of events) {
    if (type === 'STEP_STARTED') depths.push(++depth);
    if (type === 'STEP_FINISHED') depth -= 1;
  }
  return depths;
}

describe('all of them', () => {
  test('appear in the request log by their paths, without what was said', async () => {
    const { workspace } = await setUp();
    await runAgent(workspace, 'plain', runInput('a secret question'));
    await eventually(() => workspace.log().at(-1)).toMatchObject({
      method: 'POST',
      path: '/agents/plain',
      status: 200,
    });
    expect(JSON.stringify(workspace.log())).not.toContain('secret');
  });
});
