import { expect, test } from 'vitest';
import { isSimple, simpleAnswer } from '../../../main/runs/simple.ts';
import type { FormField, Interrupt } from '../../../preload/contract.ts';

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
