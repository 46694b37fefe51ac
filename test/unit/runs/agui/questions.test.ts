import type { Interrupt as WireInterrupt } from '@ag-ui/core';
import { expect, test } from 'vitest';
import { appError, fail, ok } from '../../../../main/errors.ts';
import { readAnswers } from '../../../../main/runs/agui/answers.ts';
import { runTool } from '../../../../main/runs/agui/client-tools.ts';
import { fits, formOf } from '../../../../main/runs/agui/form.ts';
import { shownInterrupts } from '../../../../main/runs/agui/interrupts.ts';
import { type Asked, NOTHING_ASKED } from '../../../../main/runs/agui/memory.ts';
import { createThread } from '../../../../main/runs/agui/thread.ts';
import type { InterruptAnswer } from '../../../../preload/contract.ts';

const NOW = Date.parse('2026-05-01T12:00:00Z');

const thread = createThread([
  {
    id: 'a',
    role: 'assistant',
    toolCalls: [{ id: 'c', type: 'function', function: { name: 'send_mail', arguments: '{"to":"Ada"}' } }],
  },
]);

const asks = (...interrupts: WireInterrupt[]): Asked => ({ ...NOTHING_ASKED, interrupts });
const show = (interrupt: WireInterrupt) => shownInterrupts(asks(interrupt), thread)[0];
const answer = (
  interruptId: string,
  decision: InterruptAnswer['decision'],
  payload: unknown = undefined,
  args: unknown = undefined,
) => ({
  interruptId,
  decision,
  payload: payload === undefined ? null : JSON.stringify(payload),
  args: args === undefined ? null : JSON.stringify(args),
});

// ---- forms

test.each([
  ['boolean', { type: 'boolean' }, 'boolean'],
  ['string', { type: 'string' }, 'string'],
  ['long string', { type: 'string', maxLength: 2000 }, 'text'],
  ['string of several lines', { type: 'string', format: 'textarea' }, 'text'],
  ['number', { type: 'number' }, 'number'],
  ['integer', { type: 'integer' }, 'integer'],
  ['enum', { type: 'string', enum: ['a', 'b'] }, 'enum'],
  ['enum without a type', { enum: [1, 'b', null] }, 'enum'],
  ['constants', { oneOf: [{ const: 1, title: 'One' }, { const: 2 }] }, 'enum'],
  ['array of enum', { type: 'array', items: { enum: ['a', 'b'] } }, 'enums'],
])('%s is one field, by itself and in an object', (_name, schema, type) => {
  expect(formOf(schema)).toMatchObject([{ name: '', type }]);
  const inObject = formOf({ type: 'object', properties: { x: schema }, required: ['x'] });
  expect(inObject).toMatchObject([{ name: 'x', label: 'x', type, required: true }]);
});

test.each([
  ['an object within', { type: 'object', properties: { x: { type: 'object', properties: {} } } }],
  ['a list of anything', { type: 'array', items: { type: 'string' } }],
  ['several types', { type: ['string', 'null'] }],
  ['a reference', { $ref: '#/$defs/x' }],
  ['anything', {}],
  ['an object of anything', { type: 'object' }],
  ['too many choices', { enum: Array.from({ length: 500 }, (_, n) => n) }],
])('%s is no form', (_name, schema) => {
  expect(formOf(schema)).toBeNull();
});

test('a field has its words, bounds, default and choices', () => {
  const schema = {
    type: 'object',
    properties: {
      days: { type: 'integer', title: 'Days', description: 'How long', minimum: 1, maximum: 30, default: 7 },
      size: {
        oneOf: [
          { const: 's', title: 'Small' },
          { const: 'l', title: 'Large' },
        ],
      },
      tags: { type: 'array', items: { enum: ['x', 'y'] }, minItems: 1 },
    },
  };
  expect(formOf(schema)).toEqual([
    {
      name: 'days',
      label: 'Days',
      hint: 'How long',
      type: 'integer',
      required: false,
      options: [],
      initial: '7',
      min: 1,
      max: 30,
    },
    {
      name: 'size',
      label: 'size',
      hint: null,
      type: 'enum',
      required: false,
      options: [
        { json: '"s"', label: 'Small' },
        { json: '"l"', label: 'Large' },
      ],
      initial: null,
      min: null,
      max: null,
    },
    {
      name: 'tags',
      label: 'tags',
      hint: null,
      type: 'enums',
      required: false,
      options: [
        { json: '"x"', label: 'x' },
        { json: '"y"', label: 'y' },
      ],
      initial: null,
      min: 1,
      max: null,
    },
  ]);
});

test('a schema nobody here can read lets every answer pass', () => {
  expect(fits({ a: 1 }, { type: 'object', properties: { a: { type: 'string' } } })).toBe(false);
  expect(fits({ a: 1 }, { $ref: 'https://elsewhere.example/schema.json' })).toBe(true);
  expect(fits({ a: 1 }, { type: 'nonsense' })).toBe(true);
});

// ---- what is shown

test('an approval shows the call, whose arguments may be changed only when the agent takes them', () => {
  const schema = { type: 'object', properties: { approved: { type: 'boolean' } } };
  const approval = { id: 'i', reason: 'tool_call', message: 'Send?', toolCallId: 'c', responseSchema: schema };
  expect(show(approval)).toMatchObject({
    origin: 'interrupt',
    message: 'Send?',
    toolName: 'send_mail',
    args: '{"to":"Ada"}',
    editableArgs: false,
    form: [],
    expiresAt: null,
  });
  const editing = { type: 'object', properties: { approved: { type: 'boolean' }, editedArgs: { type: 'object' } } };
  expect(show({ ...approval, responseSchema: editing })).toMatchObject({ editableArgs: true, form: [] });
});

test('an unknown reason, no schema, a date nobody can read: shown as they are', () => {
  expect(show({ id: 'i', reason: 'acme:budget' })).toMatchObject({ reason: 'acme:budget', form: [], schema: null });
  expect(show({ id: 'i', reason: 'input_required' })).toMatchObject({ form: [{ name: '', type: 'text' }] });
  expect(show({ id: 'i', reason: 'x', expiresAt: 'soon' })).toMatchObject({ expiresAt: null });
  expect(show({ id: 'i', reason: 'x', expiresAt: '2026-05-01T12:00:00Z' })).toMatchObject({ expiresAt: NOW });
});

test.each([
  ['words', 'Which city?', 'Which city?', null],
  [
    'JSON in a string',
    '{"question":"Which city?","options":["A"]}',
    'Which city?',
    expect.stringContaining('"options"'),
  ],
  ['an object', { message: 'Go on?' }, 'Go on?', expect.stringContaining('"message"')],
  ['a list of one', [{ value: 'Go on?' }], 'Go on?', expect.stringContaining('"value"')],
  ['anything', 42, null, '42'],
])('on_interrupt with %s is a question with room for an answer', (_name, value, message, args) => {
  const [shown] = shownInterrupts({ ...NOTHING_ASKED, customs: [{ id: 'custom-1', value }] }, thread);
  expect(shown).toMatchObject({ origin: 'custom', message, args, form: [{ name: '', type: 'text' }] });
});

// ---- answers

const confirm = { id: 'i', reason: 'confirmation' };
const budget = {
  id: 'b',
  reason: 'input_required',
  responseSchema: { type: 'object', properties: { amount: { type: 'number', maximum: 10 } }, required: ['amount'] },
};

test.each([
  ['one left out', [answer('i', 'approve')], 'incomplete'],
  ['one too many', [answer('i', 'approve'), answer('b', 'cancel'), answer('z', 'cancel')], 'notAsked'],
  ['a payload that does not fit', [answer('i', 'approve'), answer('b', 'approve', { amount: 11 })], 'payload'],
  ['a payload left out', [answer('i', 'approve'), answer('b', 'approve')], 'payload'],
  ['null', [answer('i', 'approve'), answer('b', 'approve', null)], 'payload'],
  ['no JSON', [answer('i', 'approve'), { ...answer('b', 'approve'), payload: '{' }], 'payload'],
])('%s is refused, nothing is sent', (_name, answers, reason) => {
  expect(readAnswers(asks(confirm, budget), answers, NOW)).toMatchObject({
    ok: false,
    error: { kind: 'validation', reason },
  });
});

test('all open interrupts are answered together, in their order', () => {
  const read = readAnswers(asks(confirm, budget), [answer('b', 'approve', { amount: 5 }), answer('i', 'cancel')], NOW);
  expect(read).toEqual(
    ok({
      resume: [
        { interruptId: 'i', status: 'cancelled' },
        { interruptId: 'b', status: 'resolved', payload: { amount: 5 } },
      ],
      commands: [],
      calls: [],
    }),
  );
});

test('after its time an interrupt can only be cancelled', () => {
  const late = asks({ ...confirm, expiresAt: '2026-05-01T12:00:00Z' });
  for (const decision of ['approve', 'refuse'] as const) {
    expect(readAnswers(late, [answer('i', decision)], NOW)).toMatchObject({ ok: false, error: { reason: 'expired' } });
    expect(readAnswers(late, [answer('i', decision)], NOW - 1).ok).toBe(true);
  }
  expect(readAnswers(late, [answer('i', 'cancel')], NOW)).toMatchObject({
    value: { resume: [{ status: 'cancelled' }] },
  });
});

const editing = {
  type: 'object',
  properties: { approved: { type: 'boolean' }, editedArgs: { type: 'object' }, note: { type: 'string' } },
  required: ['approved'],
};

test.each<[string, WireInterrupt['responseSchema'], InterruptAnswer, unknown]>([
  ['approve without a schema', undefined, answer('i', 'approve'), { approved: true }],
  ['free words', undefined, answer('i', 'approve', 'Paris'), 'Paris'],
  ['refuse without a schema', undefined, answer('i', 'refuse'), { approved: false }],
  ['approve', editing, answer('i', 'approve', {}), { approved: true }],
  ['approve with a note', editing, answer('i', 'approve', { note: 'ok' }), { note: 'ok', approved: true }],
  [
    'approve with changed arguments',
    editing,
    answer('i', 'approve', {}, { to: 'Bo' }),
    { approved: true, editedArgs: { to: 'Bo' } },
  ],
  ['refuse', editing, answer('i', 'refuse'), { approved: false }],
  ['refuse ignores changed arguments', editing, answer('i', 'refuse', undefined, { to: 'Bo' }), { approved: false }],
  ['a boolean, yes', { type: 'boolean' }, answer('i', 'approve', true), true],
  ['a boolean, no', { type: 'boolean' }, answer('i', 'refuse', false), false],
  [
    'a question in its own words, no',
    { type: 'object', properties: { sure: { type: 'boolean' } }, additionalProperties: false },
    answer('i', 'refuse', { sure: false }),
    { sure: false },
  ],
  [
    'changed arguments nobody asked for',
    { type: 'object', properties: {} },
    answer('i', 'approve', {}, { to: 'Bo' }),
    {},
  ],
])('%s', (_name, responseSchema, given, payload) => {
  const interrupt = { ...confirm, ...(responseSchema ? { responseSchema } : {}) };
  expect(readAnswers(asks(interrupt), [given], NOW)).toMatchObject({
    ok: true,
    value: { resume: [{ interruptId: 'i', status: 'resolved', payload }] },
  });
});

test('questions of LangGraph are answered by a command, calls by yes or no', () => {
  const asked: Asked = { ...NOTHING_ASKED, customs: [{ id: 'custom-1', value: 'City?' }], calls: ['c', 'd'] };
  const answers = [answer('custom-1', 'approve', 'Paris'), answer('tool:c', 'approve'), answer('tool:d', 'cancel')];
  expect(readAnswers(asked, answers, NOW)).toMatchObject({
    value: {
      resume: [],
      commands: ['Paris'],
      calls: [
        { id: 'c', approved: true },
        { id: 'd', approved: false },
      ],
    },
  });
  const custom = { ...NOTHING_ASKED, customs: [{ id: 'custom-1', value: 'City?' }] };
  const commands = (given: InterruptAnswer) => readAnswers(custom, [given], NOW);
  expect(commands(answer('custom-1', 'approve'))).toMatchObject({ value: { commands: [{ approved: true }] } });
  expect(commands(answer('custom-1', 'refuse'))).toMatchObject({ value: { commands: [{ approved: false }] } });
  expect(commands(answer('custom-1', 'cancel'))).toMatchObject({ value: { commands: [] } });
});

// ---- tools of this computer

function actions() {
  const done: string[] = [];
  return {
    done,
    openUrl: async (url: string) => {
      done.push(`open ${url}`);
      return url.includes('broken') ? fail(appError('unknown', 'no browser')) : ok(null);
    },
    copy: async (text: string) => {
      done.push(`copy ${text}`);
      return ok(null);
    },
  };
}

test('approved tools do their work and say so', async () => {
  const desk = actions();
  expect(await runTool(desk, 'open_url', '{"url":"https://x.example/a b"}')).toEqual(ok('The page was opened.'));
  expect(await runTool(desk, 'copy_to_clipboard', '{"text":"hello"}')).toEqual(ok('The text was copied.'));
  expect(desk.done).toEqual(['open https://x.example/a%20b', 'copy hello']);
  expect(await runTool(desk, 'open_url', '{"url":"https://broken.example"}')).toMatchObject({ ok: false });
});

test.each([
  ['open_url', '{"url":"file:///etc/passwd"}', 'address'],
  ['open_url', '{"url":"javascript:alert(1)"}', 'address'],
  ['open_url', '{"url":"https://user:pass@x.example"}', 'address'],
  ['open_url', '{"url":"not an address"}', 'address'],
  ['open_url', '{"link":"https://x.example"}', 'arguments'],
  ['open_url', '{"url":', 'arguments'],
  ['copy_to_clipboard', '{}', 'arguments'],
  ['delete_everything', '{}', 'tool'],
])('%s with %s does nothing', async (name, args, reason) => {
  const desk = actions();
  expect(await runTool(desk, name, args)).toMatchObject({ ok: false, error: { kind: 'validation', reason } });
  expect(desk.done).toEqual([]);
});
