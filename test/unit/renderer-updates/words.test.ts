import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import type { AppError, UpdateOffer, UpdateState } from '../../../preload/contract.ts';
import { obstacleSentence, offerFacts, updateLine, updateSentence } from '../../../renderer/updates/words.ts';

const english = createTranslator('en') as unknown as TFunction;
const french = createTranslator('fr') as unknown as TFunction;

const OFFER: UpdateOffer = {
  version: '0.2.0',
  releasedAt: Date.UTC(2026, 10, 12, 12),
  notes: '',
  bytes: 96_400_000,
};
const error = (more: Partial<AppError>): AppError => ({ kind: 'unknown', message: 'x', retryable: false, ...more });
const line = (state: UpdateState) => updateLine(english, state, 'en', 'en-GB');

test('every state has a sentence of its own, and those that know a version name it', () => {
  const states: readonly UpdateState[] = [
    { kind: 'idle', checkedAt: null },
    { kind: 'idle', checkedAt: OFFER.releasedAt },
    { kind: 'checking' },
    { kind: 'available', offer: OFFER },
    { kind: 'downloading', offer: OFFER, received: 1, total: 2 },
    { kind: 'ready', offer: OFFER },
    { kind: 'holding', offer: OFFER, holds: [{ kind: 'import' }] },
    { kind: 'restarting', offer: OFFER },
    { kind: 'failed', during: 'check', error: error({}), offer: null },
    { kind: 'failed', during: 'download', error: error({}), offer: OFFER },
    { kind: 'failed', during: 'install', error: error({}), offer: OFFER },
  ];
  const texts = states.map((state) => line(state).text);
  expect(new Set(texts).size).toBe(states.length);
  for (const [at, state] of states.entries()) {
    expect(texts[at]?.includes('0.2.0')).toBe('offer' in state && state.offer !== null);
  }
  expect(line({ kind: 'idle', checkedAt: OFFER.releasedAt }).text).toContain('12 November 2026');
});

test('what the program waits for is counted, and joined as the language joins', () => {
  const holds = [
    { kind: 'runs', count: 2 },
    { kind: 'messages', count: 1 },
  ] as const;
  const state: UpdateState = { kind: 'holding', offer: OFFER, holds };
  expect(line(state)).toEqual({
    sign: 'waiting',
    text: 'Version 0.2.0 starts as soon as this is done: 2 tasks and 1 message.',
  });
  expect(updateLine(french, state, 'fr', 'fr-FR').text).toContain('2 tâches et 1 message.');
});

test('each reason that only updates have is told in its own words; others as everywhere', () => {
  const reasons = [
    'updateUnverifiable',
    'updateSignature',
    'updateFeed',
    'updateMissing',
    'updateTampered',
    'updateStorage',
    'updateInstall',
  ];
  const texts = reasons.map((reason) => updateSentence(english, error({ kind: 'protocol', reason })));
  const plain = updateSentence(english, error({ kind: 'protocol' }));
  expect(new Set([...texts, plain]).size).toBe(reasons.length + 1);
  expect(updateSentence(english, error({ kind: 'protocol', reason: 'constructor' }))).toBe(plain);
  expect(updateSentence(english, error({ kind: 'offline' }))).not.toBe(plain);
});

test('date and size are said as far as the feed says them', () => {
  const facts = (more: Partial<UpdateOffer>) => offerFacts(english, { ...OFFER, ...more }, 'en', 'en-GB');
  expect(facts({})).toBe('Released on 12 November 2026 · 96 MB to download');
  expect(facts({ bytes: null })).toBe('Released on 12 November 2026');
  expect(facts({ bytes: null, releasedAt: null })).toBe('');
});

test('each obstacle says why', () => {
  const texts = (['unpackaged', 'portable', 'notWritable'] as const).map((each) => obstacleSentence(english, each));
  expect(new Set(texts).size).toBe(3);
});
