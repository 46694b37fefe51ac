import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSimple, simpleAnswer } from '../../../main/runs/simple.ts';
import type { FormField } from '../../../preload/contract.ts';
import {
  answerOf,
  type Entered,
  type FieldValue,
  faultsOf,
  fieldKey,
  isYesOrNo,
  jsonProblem,
  untouched,
} from '../../../renderer/runs/answer-form.ts';
import { field, interrupt } from './samples.ts';

/** Two fields, so that no single boolean answers by yes or no alone. */
function fill(tested: FormField, value: FieldValue) {
  const asked = interrupt({ form: [tested, field('other', { required: false })] });
  const entered: Entered = { ...untouched(asked), values: { [tested.name]: value, other: '' } };
  return {
    fault: faultsOf(asked, entered).get(fieldKey(tested))?.kind ?? null,
    payload: JSON.parse(answerOf(asked, entered, 'approve').payload ?? 'null'),
  };
}

describe('a form filled in', () => {
  it.each<[string, Partial<FormField>, FieldValue, unknown]>([
    ['a text', { type: 'string' }, 'Küste', 'Küste'],
    ['a long text', { type: 'text' }, 'a\nb', 'a\nb'],
    ['a tick', { type: 'boolean' }, true, true],
    ['no tick', { type: 'boolean' }, false, false],
    ['a number with a comma', { type: 'number' }, '3,5', 3.5],
    ['a number with a hard space', { type: 'number' }, '1\u202f200', 1200],
    ['a negative whole number', { type: 'integer' }, ' -7 ', -7],
    ['an option', { type: 'enum' }, '{"id":3}', { id: 3 }],
    ['several options', { type: 'enums' }, ['"a"', '2'], ['a', 2]],
    ['no option, where an answer is needed and none may be chosen', { type: 'enums' }, [], []],
  ])('%s is sent as its value', (_, more, value, sent) => {
    expect(fill(field('x', more), value)).toEqual({ fault: null, payload: { x: sent } });
  });

  it.each<[string, Partial<FormField>, FieldValue]>([
    ['missing', { type: 'string' }, ''],
    ['missing', { type: 'enum' }, ''],
    ['tooSmall', { type: 'enums', min: 1 }, []],
    ['missing', { type: 'number' }, ' '],
    ['notNumber', { type: 'number' }, '12 apples'],
    ['notNumber', { type: 'number' }, '1e999'],
    ['notNumber', { type: 'number' }, '0x10'],
    ['notInteger', { type: 'integer' }, '1.5'],
    ['tooSmall', { type: 'number', min: 2 }, '1.9'],
    ['tooBig', { type: 'integer', max: 5 }, '6'],
    ['tooSmall', { type: 'string', min: 3 }, 'ab'],
    ['tooBig', { type: 'string', max: 2 }, 'abc'],
    ['tooBig', { type: 'enums', max: 1 }, ['1', '2']],
  ])('%s is found', (kind, more, value) => {
    expect(fill(field('x', more), value).fault).toBe(kind);
  });

  it('an optional field left empty is left out', () => {
    for (const type of ['string', 'number', 'enum'] as const) {
      expect(fill(field('x', { type, required: false }), '')).toEqual({ fault: null, payload: {} });
    }
    expect(fill(field('x', { type: 'enums', required: false }), [])).toEqual({ fault: null, payload: {} });
  });

  it('counts characters as people do', () => {
    expect(fill(field('x', { max: 2 }), '👍🏽'.slice(0, 2)).fault).toBeNull();
  });

  it('a field with any name is only a name', () => {
    expect(JSON.stringify(fill(field('__proto__'), 'x').payload)).toBe('{"__proto__":"x"}');
    expect(fill(field('constructor'), 'x').payload).toEqual({ constructor: 'x' });
  });
});

describe('an answer', () => {
  it('of a schema that is one value is that value', () => {
    const asked = interrupt({ form: [field('', { type: 'integer' })] });
    expect(answerOf(asked, { ...untouched(asked), values: { '': '4' } }, 'approve').payload).toBe('4');
  });

  it('of yes or no is the same as from the tray', () => {
    const forms = [[], [field('ok', { type: 'boolean' })], [field('', { type: 'boolean' })]];
    for (const form of forms) {
      const asked = interrupt({ form });
      expect(isYesOrNo(asked)).toBe(isSimple(asked));
      for (const decision of ['approve', 'refuse'] as const) {
        expect(answerOf(asked, untouched(asked), decision)).toEqual(simpleAnswer(asked, decision));
      }
    }
    expect(isYesOrNo(interrupt({ form: null }))).toBe(false);
    expect(isYesOrNo(interrupt({ form: [field('x')] }))).toBe(false);
  });

  it('carries arguments only when they were changed and approved', () => {
    const asked = interrupt({ args: '{"a":1}', editableArgs: true });
    const changed = { ...untouched(asked), args: '{"a":2}' };
    expect(answerOf(asked, untouched(asked), 'approve').args).toBeNull();
    expect(answerOf(asked, changed, 'approve').args).toBe('{"a":2}');
    expect(answerOf(asked, changed, 'refuse').args).toBeNull();
    expect(faultsOf(asked, { ...changed, args: '{"a":' }).get('args')).toEqual({ kind: 'notJson' });
  });

  it('without a form is JSON by hand, and faulty while it is none', () => {
    const asked = interrupt({ form: null });
    expect(faultsOf(asked, untouched(asked)).has('json')).toBe(true);
    const entered = { ...untouched(asked), json: '{"n": [1]}' };
    expect(faultsOf(asked, entered).size).toBe(0);
    expect(answerOf(asked, entered, 'approve').payload).toBe('{"n": [1]}');
    expect(jsonProblem('{')).toMatch(/JSON/);
  });

  it('that gives none, or refuses a form, sends nothing of what was entered', () => {
    const asked = interrupt({ form: [field('x')] });
    const entered = { ...untouched(asked), values: { x: 'secret' } };
    expect(answerOf(asked, entered, 'cancel')).toMatchObject({ decision: 'cancel', payload: null, args: null });
    expect(answerOf(asked, entered, 'refuse').payload).toBeNull();
  });

  it('is always JSON when no fault is found', () => {
    const anyField = fc.record({
      type: fc.constantFrom('boolean', 'string', 'text', 'number', 'integer'),
      required: fc.boolean(),
      value: fc.oneof(fc.string({ unit: 'grapheme' }), fc.double().map(String)),
    });
    fc.assert(
      fc.property(fc.array(anyField, { minLength: 2, maxLength: 5 }), (fields) => {
        const form = fields.map(({ type, required }, index) => field(`f${index}`, { type, required }));
        const asked = interrupt({ form });
        const values = Object.fromEntries(
          fields.map(({ type, value }, index) => [`f${index}`, type === 'boolean' ? value.length % 2 === 0 : value]),
        );
        const entered = { ...untouched(asked), values };
        if (faultsOf(asked, entered).size > 0) return;
        const payload = JSON.parse(answerOf(asked, entered, 'approve').payload ?? '');
        for (const { name, required } of form) if (required) expect(payload).toHaveProperty(name);
      }),
    );
  });
});

describe('a card at first', () => {
  it('holds what the schema proposes, and nothing that does not fit', () => {
    const asked = interrupt({
      form: [
        field('text', { initial: '"hello"' }),
        field('number', { type: 'number', initial: '2.5' }),
        field('tick', { type: 'boolean', initial: 'true' }),
        field('one', { type: 'enum', initial: '{"id":1}' }),
        field('many', { type: 'enums', initial: '["a",{"b":1}]' }),
        field('broken', { initial: '{' }),
        field('odd', { initial: '{"a":1}' }),
      ],
    });
    expect(untouched(asked).values).toEqual({
      text: 'hello',
      number: '2.5',
      tick: true,
      one: '{"id":1}',
      many: ['"a"', '{"b":1}'],
      broken: '',
      odd: '',
    });
  });
});
