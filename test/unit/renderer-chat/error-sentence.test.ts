import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppError, ErrorKind } from '../../../preload/contract.ts';
import en from '../../../renderer/locales/en.json';
import fr from '../../../renderer/locales/fr.json';
import { errorSentence, isRefusal } from '../../../renderer/ui/error-sentence.ts';

const KINDS: readonly ErrorKind[] = [
  'offline',
  'dns',
  'refused',
  'tls',
  'timeout',
  'http',
  'auth',
  'notFound',
  'validation',
  'protocol',
  'serverAi',
  'cancelled',
  'keychain',
  'storage',
  'unknown',
];

const error = (kind: ErrorKind, more: Partial<AppError> = {}): AppError => ({
  kind,
  message: 'technical words',
  retryable: false,
  ...more,
});

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en }, fr: { translation: fr } } });
});

describe('the sentence of an error', () => {
  it.each(['en', 'fr'])('exists for every kind in %s, and never shows the technical words', (language) => {
    const t = i18next.getFixedT(language);
    const sentences = KINDS.map((kind) => errorSentence(t, error(kind, { status: 418 })));
    for (const sentence of sentences) expect(sentence).toMatch(/[.!]$/);
    expect(new Set(sentences).size).toBe(KINDS.length);
    expect(sentences.join()).not.toMatch(/errors\.|technical words|\{\{/);
  });

  it('prefers the finer cause, and falls back to the kind for one it does not know', () => {
    const t = i18next.getFixedT('en');
    expect(errorSentence(t, error('protocol', { reason: 'notHalext' }))).toContain('not a Halext server');
    expect(errorSentence(t, error('dns', { reason: 'toString' }))).toBe(errorSentence(t, error('dns')));
  });

  it('keeps the code of a server fault, second', () => {
    expect(errorSentence(i18next.getFixedT('en'), error('http', { status: 502 }))).toMatch(
      /fault of its own \(code 502\)/,
    );
  });
});

describe('a refusal', () => {
  it('is a clear no of the server, not an unknown outcome', () => {
    expect(isRefusal(error('http', { status: 422 }))).toBe(true);
    expect(isRefusal(error('validation'))).toBe(true);
    expect(isRefusal(error('http', { status: 504 }))).toBe(false);
    expect(isRefusal(error('timeout'))).toBe(false);
  });
});
