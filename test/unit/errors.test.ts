import { expect, test } from 'vitest';
import { appError } from '../../main/errors.ts';

test('a failure of the network may be tried again by itself, a refusal may not', () => {
  expect(appError('timeout', 'no answer in 15 s').retryable).toBe(true);
  expect(appError('auth', 'token refused', { status: 401 }).retryable).toBe(false);
});
