import { afterEach, expect, test } from 'vitest';
import type { InterruptAnswer } from '../../../../preload/contract.ts';
import { call, finished, inRun, result, type Sent, started, text, words } from '../../../unit/runs/agui/play.ts';
import { type Agent, type Behaviour, createAgent, createDesk, type Desk, frame, open, streams } from './agent.ts';

const met: { agents: Agent[]; desks: Desk[] } = { agents: [], desks: [] };

async function meet(behaviours: readonly Behaviour[], more: Parameters<typeof createDesk>[1] = {}) {
  const agent = await createAgent(...behaviours);
  const desk = createDesk(agent, more);
  met.agents.push(agent);
  met.desks.push(desk);
  return { agent, desk };
}

afterEach(async () => {
  await Promise.all(met.desks.splice(0).map((desk) => desk.close()));
  await Promise.all(met.agents.splice(0).map((agent) => agent.close()));
});

const shown = (desk: Desk) => words(desk.run().items);
const yes = (interruptId: string, payload: unknown = null, args: unknown = null): InterruptAnswer => ({
  interruptId,
  decision: 'approve',
  payload: payload === null ? null : JSON.stringify(payload),
  args: args === null ? null : JSON.stringify(args),
});
const no = (interruptId: string): InterruptAnswer => ({ interruptId, decision: 'refuse', payload: null, args: null });
const cancel = (interruptId: string): InterruptAnswer => ({
  interruptId,
  decision: 'cancel',
  payload: null,
  args: null,
});

const APPROVAL = { type: 'object', properties: { approved: { type: 'boolean' }, editedArgs: { type: 'object' } } };
const approval = { id: 'i', reason: 'tool_call', message: 'Send it?', toolCallId: 'c', responseSchema: APPROVAL };
const asking = (...interrupts: object[]): Sent => ({ ...finished, outcome: { type: 'interrupt', interrupts } });
const send = call('c', 'send_mail', '{"to":"Ada"}');

test('an approval: asked, answered in the same thread as another request, and the card of the call is one', async () => {
  const { agent, desk } = await meet([
    streams(started, { type: 'STATE_SNAPSHOT', snapshot: { draft: 1 } }, ...send, asking(approval)),
    streams(started, result('c', 'sent'), ...text('m', 'Sent.'), finished),
  ]);
  desk.submit();
  const run = await desk.until('waiting');
  expect(run.interrupts).toMatchObject([
    {
      id: 'i',
      origin: 'interrupt',
      message: 'Send it?',
      toolName: 'send_mail',
      args: '{"to":"Ada"}',
      editableArgs: true,
      form: [],
    },
  ]);
  expect(await desk.driver.answer(run, [yes('i', null, { to: 'Bo' })])).toEqual({ ok: true, value: null });
  await desk.until('succeeded');
  expect(shown(desk)).toEqual([
    'accepted',
    'send_mail({"to":"Ada"}) done = sent',
    'asked',
    'answered',
    'assistant: Sent.',
    'ended',
  ]);
  const [first, second] = agent.inputs;
  expect(second?.threadId).toBe(first?.threadId);
  expect(second?.runId).not.toBe(first?.runId);
  expect(second?.state).toEqual({ draft: 1 });
  expect(second?.resume).toEqual([
    { interruptId: 'i', status: 'resolved', payload: { approved: true, editedArgs: { to: 'Bo' } } },
  ]);
  expect(second?.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
});

test('answers that will not do are refused, and nothing is sent; the question stays', async () => {
  const { agent, desk } = await meet([
    streams(
      started,
      asking(
        { id: 'a', reason: 'confirmation' },
        { id: 'b', reason: 'confirmation', expiresAt: '2020-01-01T00:00:00Z' },
      ),
    ),
    streams(...inRun()),
  ]);
  desk.submit();
  const run = await desk.until('waiting');
  const refused = (reason: string) => ({ ok: false, error: { kind: 'validation', reason } });
  expect(await desk.driver.answer(run, [yes('a')])).toMatchObject(refused('incomplete'));
  expect(await desk.driver.answer(run, [yes('a'), yes('b')])).toMatchObject(refused('expired'));
  expect(await desk.driver.answer(run, [yes('a'), cancel('b'), yes('z')])).toMatchObject(refused('notAsked'));
  expect(agent.inputs).toHaveLength(1);
  expect(desk.run().state.kind).toBe('waiting');
  expect(await desk.driver.answer(run, [no('a'), cancel('b')])).toMatchObject({ ok: true });
  await desk.until('succeeded');
  expect(agent.inputs[1]?.resume).toEqual([
    { interruptId: 'a', status: 'resolved', payload: { approved: false } },
    { interruptId: 'b', status: 'cancelled' },
  ]);
});

test('two windows answer at once: one of them counts', async () => {
  const { agent, desk } = await meet([
    streams(started, asking({ id: 'i', reason: 'confirmation' })),
    streams(...inRun()),
  ]);
  desk.submit();
  const run = await desk.until('waiting');
  const answers = await Promise.all([desk.driver.answer(run, [yes('i')]), desk.driver.answer(run, [no('i')])]);
  expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { reason: 'notAsked' } }]);
  await desk.until('succeeded');
  expect(agent.inputs).toHaveLength(2);
});

test('a question survives a restart', async () => {
  const { agent, desk } = await meet([
    streams(started, ...send, asking(approval)),
    streams(started, result('c', 'sent'), finished),
  ]);
  desk.submit();
  await desk.until('waiting');
  await desk.restart();
  expect(desk.run().state.kind).toBe('waiting');
  expect(await desk.driver.answer(desk.run(), [no('i')])).toMatchObject({ ok: true });
  await desk.until('succeeded');
  expect(agent.inputs[1]?.threadId).toBe(agent.inputs[0]?.threadId);
  expect(shown(desk)).toContain('send_mail({"to":"Ada"}) done = sent');
});

test('an answer that is turned away is an error, and the question stays to be answered', async () => {
  const turnedAway: Behaviour = (response) =>
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"detail":"no key"}');
  const { agent, desk } = await meet([
    streams(started, ...send, asking(approval)),
    turnedAway,
    streams(started, result('c', 'sent'), finished),
  ]);
  desk.submit();
  const run = await desk.until('waiting');
  expect(await desk.driver.answer(run, [yes('i')])).toMatchObject({ ok: false, error: { kind: 'auth', status: 401 } });
  expect(desk.run()).toMatchObject({ state: { kind: 'waiting' }, interrupts: [{ id: 'i' }] });
  expect(await desk.driver.answer(desk.run(), [yes('i')])).toMatchObject({ ok: true });
  await desk.until('succeeded');
  expect(agent.inputs).toHaveLength(3);
});

test('an answer whose fate is unknown is not sent again', async () => {
  const { agent, desk } = await meet([
    streams(started, asking({ id: 'i', reason: 'confirmation' })),
    (response) => response.destroy(),
  ]);
  desk.submit();
  const run = await desk.until('waiting');
  await desk.driver.answer(run, [yes('i')]);
  expect((await desk.until('lost')).state).toMatchObject({ reason: 'submit' });
  expect(agent.inputs).toHaveLength(2);
});

test('who stops a waiting run cancels it, and the next one in the thread says so', async () => {
  const { agent, desk } = await meet([
    streams(started, asking({ id: 'i', reason: 'confirmation' })),
    streams(...inRun()),
  ]);
  desk.submit();
  await desk.until('waiting');
  desk.driver.stop(desk.run());
  const stopped = await desk.until('cancelled');
  desk.submit({ id: 2, memory: stopped.memory });
  await expect.poll(() => desk.run(2).state.kind).toBe('succeeded');
  expect(agent.inputs[1]?.resume).toEqual([{ interruptId: 'i', status: 'cancelled' }]);
});

test('on_interrupt is a question, answered by a command', async () => {
  const custom = { type: 'CUSTOM', name: 'on_interrupt', value: '{"question":"Which city?"}' };
  const { agent, desk } = await meet([streams(...inRun(custom)), streams(...inRun(...text('m', 'Paris it is.')))]);
  desk.submit();
  const run = await desk.until('waiting');
  expect(run.interrupts).toMatchObject([{ origin: 'custom', message: 'Which city?' }]);
  await desk.driver.answer(run, [yes(run.interrupts[0]?.id ?? '', 'Paris')]);
  await desk.until('succeeded');
  expect(agent.inputs[1]).toMatchObject({ forwardedProps: { command: { resume: 'Paris' } } });
  expect(agent.inputs[1]).not.toHaveProperty('resume');
});

test('on_interrupt beside real interrupts says nothing new; cancelled alone it ends the run', async () => {
  const custom = { type: 'CUSTOM', name: 'on_interrupt', value: 'Go on?' };
  const both = await meet([streams(started, custom, asking({ id: 'i', reason: 'confirmation' }))]);
  both.desk.submit();
  expect((await both.desk.until('waiting')).interrupts).toMatchObject([{ id: 'i', origin: 'interrupt' }]);
  const alone = await meet([streams(...inRun(custom))]);
  alone.desk.submit();
  const run = await alone.desk.until('waiting');
  expect(await alone.desk.driver.answer(run, [cancel(run.interrupts[0]?.id ?? '')])).toMatchObject({ ok: true });
  await alone.desk.until('cancelled');
  expect(alone.agent.inputs).toHaveLength(1);
});

test('tools of this computer are asked about, used, and the run goes on by a new request', async () => {
  const open_url = call('o', 'open_url', '{"url":"https://x.example/"}');
  const copy = call('k', 'copy_to_clipboard', '{"text":"secret"}');
  const { agent, desk } = await meet([
    streams(...inRun(...open_url, ...copy)),
    streams(...inRun(...text('m', 'Opened.'))),
  ]);
  desk.submit();
  const run = await desk.until('waiting');
  expect(run.interrupts).toMatchObject([
    { origin: 'tool', toolName: 'open_url', args: '{"url":"https://x.example/"}' },
    { origin: 'tool', toolName: 'copy_to_clipboard' },
  ]);
  expect(desk.used).toEqual([]);
  const [first, second] = run.interrupts.map(({ id }) => id);
  await desk.driver.answer(run, [yes(first ?? ''), no(second ?? '')]);
  await desk.until('succeeded');
  expect(desk.used).toEqual(['https://x.example/']);
  expect(agent.inputs[0]?.tools?.map(({ name }) => name)).toEqual(['open_url', 'copy_to_clipboard']);
  expect(agent.inputs[1]?.messages.slice(1)).toMatchObject([
    { role: 'assistant', toolCalls: [{ id: 'o' }] },
    { role: 'tool', toolCallId: 'o', content: 'The page was opened.' },
    { role: 'assistant', toolCalls: [{ id: 'k' }] },
    { role: 'tool', toolCallId: 'k', error: 'The person refused.' },
  ]);
  expect(agent.inputs[1]?.messages[2]).not.toHaveProperty('error');
  expect(shown(desk).filter((line) => line.includes('('))).toEqual([
    'open_url({"url":"https://x.example/"}) done = The page was opened.',
    'copy_to_clipboard({"text":"secret"}) failed = The person refused.',
  ]);
});

test('an address that is no web page is not opened, whoever approves', async () => {
  const { agent, desk } = await meet([
    streams(...inRun(...call('o', 'open_url', '{"url":"file:///etc/passwd"}'))),
    streams(...inRun()),
  ]);
  desk.submit();
  const run = await desk.until('waiting');
  await desk.driver.answer(run, [yes('tool:o')]);
  await desk.until('succeeded');
  expect(desk.used).toEqual([]);
  expect(agent.inputs[1]?.messages.at(-1)).toMatchObject({ error: 'only http and https addresses can be opened' });
});

test('a tool that is switched off is not ours; a call of the agent’s own is its own affair', async () => {
  const { agent, desk } = await meet(
    [streams(...inRun(...call('o', 'open_url', '{}'), ...call('s', 'search', '{}')))],
    {
      tools: { openUrl: false, copyToClipboard: false },
    },
  );
  desk.submit();
  await desk.until('succeeded');
  expect(agent.inputs).toHaveLength(1);
  expect(agent.inputs[0]?.tools).toEqual([]);
  expect(shown(desk)).toContain('open_url({}) unanswered');
});

test('a tool nobody has is answered for when the agent waits for it, but not for ever', async () => {
  const wants = (id: string) => [
    started,
    ...call(id, 'fly', '{}'),
    { ...finished, outcome: { type: 'success', pendingToolCallIds: [id] } },
  ];
  const once = await meet([streams(...wants('f')), streams(...inRun(...text('m', 'Then not.')))]);
  once.desk.submit();
  await once.desk.until('succeeded');
  expect(once.agent.inputs[1]?.messages.at(-1)).toMatchObject({
    role: 'tool',
    toolCallId: 'f',
    error: 'This tool is not available.',
  });
  expect(shown(once.desk)).toContain('fly({}) failed = This tool is not available.');

  let calls = 0;
  const always = await meet([
    (response) => {
      calls += 1;
      open(response).end(
        wants(`f${calls}`)
          .map((event) => frame(event))
          .join(''),
      );
    },
  ]);
  always.desk.submit();
  expect((await always.desk.until('failed')).state).toMatchObject({ error: { kind: 'protocol' } });
  expect(always.agent.inputs.length).toBeLessThanOrEqual(4);
});
