import { describe, expect, test } from 'vitest';
import type { AnswerSource, Source } from '../../../preload/contract.ts';
import { rowOf, targetRows, typedRows } from '../../../renderer/sources/target-rows.ts';
import { HALEXT, targetKey, targetName, targetWords } from '../../../renderer/sources/target-words.ts';
import { t } from './words.ts';

function answering(id: string, more: Partial<AnswerSource> = {}): AnswerSource {
  return {
    id,
    kind: 'openai-compatible',
    name: id.toUpperCase(),
    address: 'https://example.org',
    demo: false,
    hasKey: false,
    headers: [],
    model: null,
    system: '',
    parameters: {
      temperature: null,
      maxTokens: null,
      topP: null,
      frequencyPenalty: null,
      presencePenalty: null,
      safePrompt: null,
    },
    stream: true,
    timeouts: { firstByte: 60, betweenBytes: 60 },
    prices: null,
    nearby: false,
    ...more,
  };
}

const gateway: Source = {
  id: 'g',
  kind: 'gateway',
  name: 'Gate',
  address: 'https://g',
  demo: true,
  hasKey: false,
  model: null,
};
const local = answering('a', { nearby: true, model: 'own' });
const sources: readonly Source[] = [local, answering('b'), gateway];
const list = (...models: string[]) => ({
  list: {
    models,
    details: [{ id: 'off', name: 'off', contextTokens: null, active: false }],
    fetchedAt: 1,
    emptyNow: false,
  },
  loading: false,
  error: null,
});
const rows = targetRows(t, { sources, models: { a: list('first', 'own', 'off') }, halext: 'unasked' });

describe('whom one can ask', () => {
  test('Halext, each source of answers with its own model first, each agent once', () => {
    expect(rows.map(({ target }) => [target.sourceId, target.model])).toEqual([
      [HALEXT, null],
      ['a', null],
      ['a', 'first'],
      ['b', null],
      ['g', null],
    ]);
  });

  test('without an account Halext is not offered', () => {
    const without = targetRows(t, { sources, models: {}, halext: null });
    expect(without.some(({ target }) => target.sourceId === HALEXT)).toBe(false);
  });

  test('each row says the model, the source and where it is', () => {
    expect(rows[1]?.item).toMatchObject({ name: 'own', detail: 'A', figure: 'targets.default · targets.nearby' });
    expect(rows[3]?.item).toMatchObject({ name: 'targets.sourcesChoice', detail: 'B' });
    expect(rows[4]?.item).toMatchObject({ name: 'Gate', detail: 'targets.gateway', figure: 'app.demo' });
  });

  test('a name that no list holds can be asked for at each source of answers, as it is spelt', () => {
    const typed = typedRows(t, sources, ' First ', rows).map(({ target }) => target);
    expect(typed).toEqual([
      { sourceId: 'a', model: 'First' },
      { sourceId: 'b', model: 'First' },
    ]);
    expect(typedRows(t, sources, 'first', rows).map(({ target }) => target.sourceId)).toEqual(['b']);
    expect(typedRows(t, sources, 'own', rows).map(({ target }) => target.sourceId)).toEqual(['b']);
    expect(typedRows(t, sources, '  ', rows)).toEqual([]);
  });

  test("a source's own model named outright is the row of its own", () => {
    expect(rowOf(rows, { sourceId: 'a', model: 'own' }, sources)?.target).toEqual({ sourceId: 'a', model: null });
    expect(rowOf(rows, { sourceId: 'a', model: 'first' }, sources)?.target.model).toBe('first');
    expect(rowOf(rows, null, sources)).toBeNull();
  });

  test('ids tell every target apart, whatever the names hold', () => {
    const odd = ['a/b', 'a', 'b/c', 'x y', ''].flatMap((sourceId) =>
      [null, '', 'a', 'b/c', 'x y'].map((model) => targetKey({ sourceId, model })),
    );
    expect(new Set(odd).size).toBe(odd.length);
    expect(odd.every((key) => !key.includes(' '))).toBe(true);
  });
});

describe('the words of a target', () => {
  test('without a model of its own it is the one of the settings', () => {
    expect(targetWords(t, { sourceId: 'a', model: null }, sources)).toMatchObject({ model: 'own', place: 'nearby' });
    expect(targetName(t, { sourceId: 'b', model: null }, sources)).toBe('B');
  });

  test('a source that was removed is said to be', () => {
    expect(targetWords(t, { sourceId: 'z', model: 'm' }, sources)).toMatchObject({ gone: true, model: 'm' });
  });
});
