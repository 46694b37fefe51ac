import { describe, expect, it } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { mayBeOneText, pauseAfter, tokensOfMessage } from '../../../main/meaning/limits.ts';

describe('the pause after a failure', () => {
  const offline = appError('offline', 'no network');

  it('doubles up to ten minutes', () => {
    expect([1, 2, 3, 20].map((failures) => pauseAfter(offline, failures))).toEqual([5_000, 10_000, 20_000, 600_000]);
  });

  it('is what the server asked for', () => {
    const busy = appError('http', 'status 429', { status: 429, retryAfterMs: 42_000 });
    expect(pauseAfter(busy, 5)).toBe(42_000);
  });

  it.each([
    appError('auth', 'status 401', { status: 401, reason: 'keyRefused' }),
    appError('notFound', 'no such source', { reason: 'source' }),
    appError('protocol', 'vectors of 3 numbers after 4', { reason: 'embeddingDimensions' }),
    appError('http', 'the money is spent', { status: 429, reason: 'quota' }),
  ])('has no end while nothing changes: $message', (error) => {
    expect(pauseAfter(error, 1)).toBeNull();
  });
});

it('suspects a text only where a server has looked at texts', () => {
  expect(mayBeOneText(appError('validation', 'too long', { reason: 'contextLength', status: 400 }))).toBe(true);
  expect(mayBeOneText(appError('validation', 'no embeddings here', { reason: 'noEmbeddings' }))).toBe(false);
  expect(mayBeOneText(appError('notFound', 'no such model', { reason: 'unknownModel', status: 400 }))).toBe(false);
});

it('embeds what the model takes of a message, a little where that is not known, and never a whole book', () => {
  expect([null, 512, 128_000].map(tokensOfMessage)).toEqual([2_000, 512, 8_000]);
});
