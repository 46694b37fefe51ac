import type { TFunction } from 'i18next';
import type { AppError, TestStep, TestStepReport } from '../../../preload/contract.ts';
import { errorSentence } from '../../ui/error-sentence.ts';
import type { SignName } from '../../ui/icon.tsx';

type Verdict = TestStepReport['verdict'];

const STEPS: Readonly<Record<TestStep, string>> = {
  address: 'sources.stepAddress',
  reachable: 'sources.stepReachable',
  service: 'sources.stepService',
  authorised: 'sources.stepAuthorised',
  model: 'sources.stepModel',
  answer: 'sources.stepAnswer',
};

export function stepName(t: TFunction, step: TestStep): string {
  return t(STEPS[step]);
}

export function verdictSign({ kind }: Verdict): SignName {
  switch (kind) {
    case 'running':
      return 'working';
    case 'passed':
      return 'ok';
    case 'failed':
      return 'problem';
    case 'waiting':
    case 'skipped':
      return 'none';
  }
}

export function verdictWord(t: TFunction, verdict: Verdict): string {
  switch (verdict.kind) {
    case 'waiting':
      return t('sources.verdictWaiting');
    case 'running':
      return t('sources.verdictRunning');
    case 'passed':
      return t('sources.verdictPassed');
    case 'failed':
      return verdict.error.kind === 'cancelled' ? t('sources.verdictStopped') : t('sources.verdictFailed');
    case 'skipped':
      return verdict.reason === 'earlier' ? t('sources.verdictEarlier') : t('sources.verdictNotNeeded');
  }
}

/** Where the person can mend what broke the chain: a field of the form, or nowhere here. */
export type Remedy = 'address' | 'key' | 'model' | 'again';

interface Words {
  readonly sentence: string;
  readonly remedy: Remedy;
}

/** Why a link is broken, as finely as it can be told, and what mends it. */
const BY_REASON: Readonly<Record<string, Words>> = {
  keyRefused: { sentence: 'sources.testKeyRefused', remedy: 'key' },
  keyMissing: { sentence: 'sources.testKeyMissing', remedy: 'key' },
  missing: { sentence: 'sources.keyMissing', remedy: 'key' },
  forbidden: { sentence: 'sources.testForbidden', remedy: 'key' },
  apiKeysNotAllowed: { sentence: 'sources.testApiKeys', remedy: 'again' },
  notConfigured: { sentence: 'sources.testNotConfigured', remedy: 'key' },
  otherService: { sentence: 'sources.testOtherService', remedy: 'address' },
  otherConnector: { sentence: 'sources.testOtherConnector', remedy: 'address' },
  missingV1: { sentence: 'sources.testMissingV1', remedy: 'address' },
  unknownPath: { sentence: 'sources.testUnknownPath', remedy: 'address' },
  html: { sentence: 'sources.testHtml', remedy: 'address' },
  redirect: { sentence: 'sources.testHtml', remedy: 'address' },
  notJson: { sentence: 'sources.testNotUnderstood', remedy: 'address' },
  wrongShape: { sentence: 'sources.testNotUnderstood', remedy: 'address' },
  unhealthy: { sentence: 'sources.testUnhealthy', remedy: 'again' },
  noModel: { sentence: 'sources.testNoModel', remedy: 'model' },
  noModels: { sentence: 'sources.testNoModels', remedy: 'again' },
  unknownModel: { sentence: 'sources.testUnknownModel', remedy: 'model' },
  inactiveModel: { sentence: 'sources.testInactiveModel', remedy: 'model' },
  contextLength: { sentence: 'sources.testContextLength', remedy: 'model' },
  usageRefused: { sentence: 'sources.testUsageRefused', remedy: 'again' },
  tooLarge: { sentence: 'sources.testInvalid', remedy: 'again' },
  invalid: { sentence: 'sources.testInvalid', remedy: 'model' },
  status: { sentence: 'sources.testInvalid', remedy: 'again' },
  tooManyRequests: { sentence: 'sources.testTooMany', remedy: 'again' },
  quota: { sentence: 'sources.testQuota', remedy: 'key' },
  gatewayTimeout: { sentence: 'sources.testUnavailable', remedy: 'again' },
  unavailable: { sentence: 'sources.testUnavailable', remedy: 'again' },
  serverFault: { sentence: 'sources.testServerFault', remedy: 'again' },
  providerFailed: { sentence: 'sources.testProviderFailed', remedy: 'again' },
  providerTimeout: { sentence: 'sources.testProviderTimeout', remedy: 'again' },
  noDone: { sentence: 'sources.testNoDone', remedy: 'again' },
  addressEmpty: { sentence: 'sources.addressEmpty', remedy: 'address' },
  addressInvalid: { sentence: 'sources.addressInvalid', remedy: 'address' },
  addressScheme: { sentence: 'sources.addressScheme', remedy: 'address' },
  addressCredentials: { sentence: 'sources.addressCredentials', remedy: 'address' },
  source: { sentence: 'sources.gone', remedy: 'again' },
};

export function testSentence(t: TFunction, error: AppError): string {
  const known = wordsOf(error);
  if (known) return t(known.sentence);
  switch (error.kind) {
    case 'cancelled':
      return t('sources.testStopped');
    case 'keychain':
      return t('sources.keychainFailed');
    case 'refused':
      return t('sources.testRefused');
    case 'timeout':
      return t('sources.testTimeout');
    default:
      return errorSentence(t, error);
  }
}

export function remedyOf(error: AppError): Remedy {
  const known = wordsOf(error);
  if (known) return known.remedy;
  return error.kind === 'dns' || error.kind === 'refused' ? 'address' : 'again';
}

function wordsOf({ reason }: AppError): Words | null {
  return reason !== undefined && Object.hasOwn(BY_REASON, reason) ? (BY_REASON[reason] ?? null) : null;
}

const REMEDIES: Readonly<Record<Remedy, string>> = {
  address: 'sources.changeAddress',
  key: 'sources.enterKey',
  model: 'sources.changeModel',
  again: 'sources.testAgain',
};

export function remedyWords(t: TFunction, remedy: Remedy): string {
  return t(REMEDIES[remedy]);
}
