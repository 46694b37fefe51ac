import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_PARAMETERS } from '../../../main/answers/parameters.ts';
import { CHAT_SOURCE_KINDS } from '../../../main/answers/registry.ts';
import { requestSchemas } from '../../../main/ipc/schemas.ts';
import type { AnswerSource } from '../../../preload/contract.ts';
import type { AnswerForm } from '../../../renderer/settings/sources/answer-form.ts';
import { ANSWER_KIND_NAMES, ANSWER_KINDS } from '../../../renderer/settings/sources/answer-kinds.ts';
import { formOf, newForm, toDraft } from '../../../renderer/settings/sources/form.ts';
import { NUMBER_FIELDS, type NumberField, readNumber } from '../../../renderer/settings/sources/numbers.ts';
import { suggestionsFor } from '../../../renderer/sources/models.ts';

const SOURCE: AnswerSource = {
  kind: 'mistral-connector',
  id: 'm1',
  name: 'Mistral',
  address: 'http://localhost:8005',
  demo: false,
  hasKey: true,
  headers: [{ name: 'X-Proof', value: null }],
  model: 'mistral-small-latest',
  system: ' Be brief.\n',
  parameters: { ...NO_PARAMETERS, temperature: 0, topP: 0.25, safePrompt: false },
  stream: false,
  timeouts: { firstByte: 30, betweenBytes: 90 },
  prices: { input: 0.2, output: 0, currency: 'EUR' },
  nearby: true,
};
const nothing = () => '';
const form = (more: Partial<AnswerForm> = {}) => ({ ...(formOf(SOURCE) as AnswerForm), ...more });
const typed = (numbers: Partial<AnswerForm['numbers']>, more: Partial<AnswerForm> = {}) =>
  toDraft(form({ ...more, numbers: { ...form().numbers, ...numbers } }), nothing);

test.each(ANSWER_KIND_NAMES)(
  'the form of %s offers what its kind takes, and begins with its limits of time',
  (kind) => {
    const { capabilities, timeouts } = CHAT_SOURCE_KINDS[kind];
    const { without, safePrompt, streams, seconds } = ANSWER_KINDS[kind];
    const parameters = ['temperature', 'maxTokens', 'topP', 'frequencyPenalty', 'presencePenalty'] as const;
    const offered = parameters.filter((name) => !without.includes(name));
    expect([...offered, ...(safePrompt ? ['safePrompt'] : [])]).toEqual(capabilities.parameters);
    expect(streams).toBe(capabilities.stream);
    expect(seconds * 1_000).toBe(timeouts.firstByteMs);
    const fresh = toDraft({ ...newForm(kind), address: 'localhost:1' } as AnswerForm, nothing);
    expect(fresh).toMatchObject({ kind, name: 'localhost', parameters: NO_PARAMETERS, prices: null, model: null });
    expect(requestSchemas['sources.save'].safeParse(fresh).success).toBe(true);
  },
);

test('a form nobody touched asks for what is kept, and leaves the secrets alone', () => {
  const { demo: _demo, hasKey: _hasKey, nearby: _nearby, ...kept } = SOURCE;
  expect(toDraft(form(), nothing)).toEqual({
    ...kept,
    headers: [{ name: 'X-Proof', value: null, secret: true }],
  });
  expect(toDraft(form({ key: 'forget' }), nothing)).toMatchObject({ key: null });
  expect(toDraft(form({ key: 'replace' }), (field) => (field === 'key' ? 'sk-new' : ''))).toMatchObject({
    key: 'sk-new',
  });
});

describe('a number', () => {
  test.each<[NumberField, string, number | null | undefined]>([
    ['temperature', '0,7', 0.7],
    ['temperature', ' 2 ', 2],
    ['temperature', '2.01', undefined],
    ['temperature', '', null],
    ['temperature', 'warm', undefined],
    ['temperature', '1e-1', undefined],
    ['temperature', '0x1', undefined],
    ['maxTokens', '1.5', undefined],
    ['maxTokens', '0', undefined],
    ['maxTokens', '1000000', 1_000_000],
    ['presencePenalty', '-2', -2],
    ['firstByte', '0', undefined],
    ['inputPrice', '.15', 0.15],
  ])('of %s typed as %j is %j', (field, text, value) => {
    expect(readNumber(field, text)).toBe(value);
  });

  test('that is taken is one main takes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBER_FIELDS),
        fc.oneof(fc.double(), fc.integer(), fc.string()),
        (field, value) => {
          const draft = typed({ [field]: String(value) });
          if ('problem' in draft) expect(draft.problem).toBe(field);
          else expect(requestSchemas['sources.save'].safeParse(draft).success).toBe(true);
        },
      ),
    );
  });
});

test('limits of time are needed; prices need a currency, and a currency alone is no price', () => {
  expect(typed({ firstByte: '' })).toEqual({ problem: 'firstByte' });
  expect(typed({ betweenBytes: ' ' })).toEqual({ problem: 'betweenBytes' });
  expect(typed({}, { currency: 'euro' })).toEqual({ problem: 'currency' });
  expect(typed({ outputPrice: '3' }, { currency: ' usd ' })).toMatchObject({
    prices: { input: 0.2, output: 3, currency: 'USD' },
  });
  expect(typed({ inputPrice: '', outputPrice: '' }, { currency: 'EUR' })).toMatchObject({ prices: null });
});

describe('suggestions for a model', () => {
  const list = {
    models: ['Technova', 'llama3.1:8b', 'llama3.1:70b', 'gpt-4o'],
    details: [],
    fetchedAt: 1,
    emptyNow: false,
  };
  test.each<[string, readonly string[], readonly string[]]>([
    ['Technova', [], []],
    ['technova', [], ['Technova']],
    ['llama3.1', [], ['llama3.1:8b', 'llama3.1:70b']],
    ['gpt-4o-mini', ['gpt-4o'], ['gpt-4o']],
    ['', ['Technova'], []],
    ['tecnova', ['Technova'], ['Technova']],
  ])('%j, with %j found near by a test: %j', (model, near, suggestions) => {
    expect(suggestionsFor(model, list, near)).toEqual(suggestions);
  });
  test('there are none that nobody has listed', () => {
    expect(suggestionsFor('technova', null, [])).toEqual([]);
  });
});
