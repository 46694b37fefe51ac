import { expect, test } from 'vitest';
import { ok } from '../../../main/errors.ts';
import { type Asked, answerSimply, isSimple, simpleAnswer, simplyAsked } from '../../../main/runs/simple.ts';
import type { FormField, Interrupt, InterruptAnswer, RunDetail, RunSummary } from '../../../preload/contract.ts';
import { NOW, runSummary, waitingRun } from '../tray/run.ts';

function field(name: string, type: FormField['type']): FormField {
  return { name, label: name, hint: null, type, required: true, options: [], initial: null, min: null, max: null };
}

function asked(form: Interrupt['form']): Interrupt {
  return {
    id: 'q-1',
    origin: 'interrupt',
    reason: 'confirmation',
    message: null,
    toolName: null,
    args: null,
    editableArgs: true,
    form,
    schema: null,
    expiresAt: null,
  };
}

test.each([
  ['nothing to fill in', [], true],
  ['one boolean', [field('approved', 'boolean')], true],
  ['a text', [field('why', 'text')], false],
  ['a boolean and a text', [field('approved', 'boolean'), field('why', 'text')], false],
  ['a schema that is no form', null, false],
])('%s: simple is %s', (_name, form, simple) => {
  expect(isSimple(asked(form))).toBe(simple);
});

test('leave to use a tool is simple when its form may stay as it is, and its answer is yes or no alone', () => {
  const optional = [field('subject', 'string'), field('copy', 'boolean')].map((each) => ({ ...each, required: false }));
  const leave = { ...asked(optional), toolName: 'send_mail', reason: 'tool_call' };
  expect(isSimple(leave)).toBe(true);
  const answer = { interruptId: 'q-1', payload: null, args: null };
  expect(simpleAnswer(leave, 'approve')).toEqual({ ...answer, decision: 'approve' });
  expect(simpleAnswer(leave, 'refuse')).toEqual({ ...answer, decision: 'refuse' });
  expect(isSimple({ ...leave, toolName: null })).toBe(false);
  expect(isSimple({ ...leave, reason: 'input_required' })).toBe(false);
  expect(isSimple({ ...leave, form: [...optional, field('why', 'text')] })).toBe(false);
});

test.each([
  [[], 'approve', null],
  [[], 'refuse', null],
  [[field('ok', 'boolean')], 'approve', '{"ok":true}'],
  [[field('ok', 'boolean')], 'refuse', '{"ok":false}'],
  [[field('', 'boolean')], 'approve', 'true'],
  [[field('', 'boolean')], 'refuse', 'false'],
] as const)('%#: a boolean that is asked for says the same as the decision', (form, decision, payload) => {
  expect(simpleAnswer(asked(form), decision)).toEqual({ interruptId: 'q-1', decision, payload, args: null });
});

test.each<[string, RunSummary, boolean]>([
  ['a simple question', waitingRun(1), true],
  ['one without an end', waitingRun(1, { expiresAt: null }), true],
  ['one whose time is over', waitingRun(1, { expiresAt: NOW }), false],
  ['a form', waitingRun(1, { simple: false }), false],
  ['no question', runSummary(1), false],
])('%s: offered outside its window is %#', (_name, run, offered) => {
  expect(simplyAsked(run, NOW) !== null).toBe(offered);
});

/** A run that asks these, and what is sent to it. */
function runs(run: RunSummary, interrupts: readonly Interrupt[]) {
  const sent: (readonly InterruptAnswer[])[] = [];
  return {
    sent,
    open: async () => ok({ run, interrupts } as unknown as RunDetail),
    answer: async ({ answers }: { answers: readonly InterruptAnswer[] }) => {
      sent.push(answers);
      return ok(null);
    },
  };
}

function askedOf(run: RunSummary): Asked {
  const asked = simplyAsked(run, NOW);
  if (!asked) throw new Error('nothing is asked');
  return asked;
}

test('all open questions are answered alike', async () => {
  const run = waitingRun(1, { count: 2 });
  const desk = runs(run, [asked([]), { ...asked([field('ok', 'boolean')]), id: 'q-2' }]);
  const closed: number[] = [];
  const result = await answerSimply({ ...desk, closed: ({ id }) => closed.push(id) }, askedOf(run), 'approve');
  expect(result).toEqual(ok(null));
  expect(desk.sent).toEqual([
    [
      { interruptId: 'q-1', decision: 'approve', payload: null, args: null },
      { interruptId: 'q-2', decision: 'approve', payload: '{"ok":true}', args: null },
    ],
  ]);
  expect(closed).toEqual([1]);
});

test.each<[string, RunSummary, readonly Interrupt[]]>([
  ['another question', waitingRun(1, { title: 'Delete everything?' }), [asked([])]],
  ['one more question', waitingRun(1, { count: 2 }), [asked([]), asked([])]],
  ['a later one with the same words', { ...waitingRun(1), state: { kind: 'waiting', since: NOW } }, [asked([])]],
  ['a form', waitingRun(1), [asked([field('why', 'text')])]],
  ['nothing', waitingRun(1), []],
])('a yes to what was shown is no yes to %s', async (_name, now, interrupts) => {
  const desk = runs(now, interrupts);
  const result = await answerSimply({ ...desk, closed: () => {} }, askedOf(waitingRun(1)), 'approve');
  expect(result).toMatchObject({ ok: false, error: { kind: 'validation', reason: 'notAsked' } });
  expect(desk.sent).toEqual([]);
});
