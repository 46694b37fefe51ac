import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AnswerState, AppError } from '../../../preload/contract.ts';
import { costWords, fixed, scaleWords, seconds, tokensPerSecond } from '../../../renderer/compare/figures.ts';
import { announcement, endSentence, signOf, stateWords } from '../../../renderer/compare/sentences.ts';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import fr from '../../../renderer/locales/fr.json' with { type: 'json' };
import { answer, COMPLETE, localAnswer, STREAMING, to } from './samples.ts';

let t: TFunction;
let french: TFunction;

beforeAll(async () => {
  vi.stubGlobal('navigator', { language: 'en-GB' });
  const options = {
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false },
  };
  t = await i18next.createInstance().init({ ...options, lng: 'en' });
  french = await i18next.createInstance().init({ ...options, lng: 'fr' });
});

/** Any space of the language's own becomes a plain one: which one it is, is the business of ICU. */
const plain = (text: string) => text.replace(/\s/gu, ' ');
const ERROR: AppError = { kind: 'refused', message: 'ECONNREFUSED', retryable: true };
const WHYS = ['noDone', 'brokenStream', 'errorFrame', 'closed'] as const;

const STATES: readonly AnswerState[] = [
  { kind: 'asking', since: 0 },
  STREAMING,
  { kind: 'crossing', to: to('a'), toName: 'A', host: 'a.example.org' },
  COMPLETE,
  { kind: 'stopped' },
  { kind: 'incomplete', why: 'noDone', error: null },
  { kind: 'failed', error: ERROR },
];

describe('figures', () => {
  it('count the pace from the first word on', () => {
    expect(
      tokensPerSecond(localAnswer({ tokens: { input: 9, output: 164 }, firstMs: 420, totalMs: 3_900 })),
    ).toBeCloseTo(47.13, 2);
  });

  it('know no pace without tokens or times, nor of an answer in one piece', () => {
    expect(tokensPerSecond(localAnswer({ tokens: { input: 9, output: null } }))).toBeNull();
    expect(tokensPerSecond(localAnswer({ firstMs: null }))).toBeNull();
    expect(tokensPerSecond(localAnswer({ totalMs: null }))).toBeNull();
    expect(tokensPerSecond(localAnswer({ firstMs: 2_000, totalMs: 2_010 }))).toBeNull();
  });

  it('say times in seconds up to a minute, cut and not rounded up', () => {
    expect(seconds(2_810, 2, t, 'en')).toBe('2.81 s');
    expect(plain(seconds(2_810, 2, french, 'fr'))).toBe('2,81 s');
    expect(seconds(290, 2, t, 'en')).toBe('0.29 s');
    expect(seconds(59_960, 1, t, 'en')).toBe('59.9 s');
    expect(seconds(75_000, 1, t, 'en')).toBe('1 min 15 s');
    expect(scaleWords(90_000, t, 'en')).toBe('90 s');
    expect(scaleWords(180_000, t, 'en')).toBe('3 min 00 s');
    expect(fixed(18, 1, 'en')).toBe('18.0');
  });

  it('say a price of nothing in a word, and small sums with the digits that count', () => {
    expect(costWords({ amount: 0, currency: 'EUR' }, t, 'en')).toBe('none');
    expect(costWords({ amount: 0.000123, currency: 'EUR' }, t, 'en')).toBe('€0.00012');
    expect(plain(costWords({ amount: 0.0001, currency: 'EUR' }, french, 'fr'))).toBe('0,0001 €');
    expect(costWords({ amount: 1.239, currency: 'EUR' }, t, 'en')).toBe('€1.24');
  });
});

describe('every state', () => {
  it('has a word of its own in both languages, with its time where it has one', () => {
    for (const say of [t, french]) {
      const words = STATES.map((state) => stateWords(state, null, say, 'en'));
      expect(new Set(words).size).toBe(STATES.length);
      const timed = STATES.filter(({ kind }) => kind !== 'crossing');
      for (const state of timed) expect(stateWords(state, 9_340, say, 'en')).toContain('9.3');
    }
  });

  it('has a shape: turning only while something comes', () => {
    expect(STATES.map(signOf)).toEqual(['working', 'working', 'waiting', 'ok', 'none', 'slow', 'problem']);
    expect(signOf({ kind: 'complete', finish: 'length' })).toBe('slow');
  });
});

describe('what else there is to know', () => {
  const sentence = (state: AnswerState, cached = false) => endSentence(localAnswer({ state, cached }), t);

  it('says why an answer is not all, each reason in its own words', () => {
    const said = WHYS.map((why) => sentence({ kind: 'incomplete', why, error: ERROR }));
    expect(new Set(said).size).toBe(WHYS.length);
    expect(sentence({ kind: 'incomplete', why: 'errorFrame', error: ERROR })).toContain(en.errors.refused);
    expect(sentence({ kind: 'failed', error: ERROR })).toBe(en.errors.refused);
  });

  it('says what cut a complete one, and what came from memory', () => {
    const cuts = (['length', 'filtered', 'tools'] as const).map((finish) => sentence({ kind: 'complete', finish }));
    expect(new Set(cuts).size).toBe(3);
    expect(sentence(COMPLETE)).toBeNull();
    expect(sentence(COMPLETE, true)).toBe(en.compare.cached);
  });
});

describe('for the ear', () => {
  const said = (state: AnswerState, model: string | null = null) =>
    announcement(answer(1, { state, sourceName: 'Mistral', target: to('mistral', model), totalMs: 3_900 }), t, 'en');

  it('an end has who and what, and why when it went wrong', () => {
    expect(said(COMPLETE)).toBe('Mistral is done in 3.9 s.');
    expect(said(COMPLETE, 'mistral-small')).toBe('Mistral, mistral-small is done in 3.9 s.');
    expect(said({ kind: 'failed', error: ERROR })).toBe(`Mistral failed. ${en.errors.refused}`);
    expect(said({ kind: 'stopped' })).toBe('Mistral was stopped.');
    expect(said(STREAMING)).toBe('');
  });
});
