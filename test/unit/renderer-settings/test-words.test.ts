import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { importSentence } from '../../../renderer/settings/sources/import-problems.tsx';
import { remedyOf, testSentence } from '../../../renderer/settings/sources/test-words.ts';

const t = ((key: string) => key) as unknown as TFunction;

/** Reasons a link of the chain is broken for; see `refusal.ts`, the probes of each kind and `connection-test.ts`. */
const REASONS = [
  'keyRefused',
  'keyMissing',
  'forbidden',
  'apiKeysNotAllowed',
  'notConfigured',
  'otherService',
  'otherConnector',
  'missingV1',
  'unknownPath',
  'unhealthy',
  'noModel',
  'noModels',
  'unknownModel',
  'inactiveModel',
  'contextLength',
  'usageRefused',
  'tooLarge',
  'invalid',
  'status',
  'tooManyRequests',
  'quota',
  'gatewayTimeout',
  'unavailable',
  'serverFault',
  'providerFailed',
  'providerTimeout',
  'noDone',
  'html',
  'wrongShape',
];

test.each(REASONS)('a link broken for %s has a sentence of its own, whatever its kind', (reason) => {
  const [told, anything] = [appError('unknown', 'x', { reason }), appError('unknown', 'x')];
  expect(testSentence(t, told)).not.toBe(testSentence(t, anything));
});

test('that keys are not allowed is no fault of the key', () => {
  const [notAllowed, forbidden] = ['apiKeysNotAllowed', 'forbidden'].map((reason) => appError('auth', 'x', { reason }));
  if (!notAllowed || !forbidden) throw new Error('two errors');
  expect(testSentence(t, notAllowed)).not.toBe(testSentence(t, forbidden));
  expect([remedyOf(notAllowed), remedyOf(forbidden)]).toEqual(['again', 'key']);
});

test.each([
  [appError('dns', 'x'), 'address'],
  [appError('refused', 'x'), 'address'],
  [appError('timeout', 'x'), 'again'],
  [appError('auth', 'x', { reason: 'keyRefused' }), 'key'],
  [appError('notFound', 'x', { reason: 'unknownModel' }), 'model'],
  [appError('cancelled', 'x'), 'again'],
])('%# is mended at the right place', (error, remedy) => {
  expect(remedyOf(error)).toBe(remedy);
});

test('every reason of an import has a sentence of its own, and an unknown one any', () => {
  const reasons = ['missing', 'unknownField', 'wrongType', 'tooLong', 'outOfRange', 'key', 'addressInvalid', 'other'];
  const sentences = reasons.map((reason) => importSentence(t, { field: 'f', reason }));
  expect(new Set(sentences).size).toBe(reasons.length);
});
