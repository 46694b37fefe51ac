import type { TFunction } from 'i18next';
import type { AppError, TestStep, TestStepReport } from '../../../preload/contract.ts';
import { answerSentence } from '../../sources/answer-words.ts';
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

/** What only a test of a source can tell; the rest is told as everywhere. */
const SENTENCES: Readonly<Record<string, string>> = {
  otherConnector: 'sources.testOtherConnector',
  missingV1: 'sources.testMissingV1',
  notJson: 'sources.testNotUnderstood',
  wrongShape: 'sources.testNotUnderstood',
  unhealthy: 'sources.testUnhealthy',
  noModel: 'sources.testNoModel',
  noModels: 'sources.testNoModels',
  inactiveModel: 'sources.testInactiveModel',
  contextLength: 'sources.testContextLength',
  usageRefused: 'sources.testUsageRefused',
  tooLarge: 'sources.testInvalid',
  invalid: 'sources.testInvalid',
  status: 'sources.testInvalid',
  quota: 'sources.testQuota',
  providerFailed: 'sources.testProviderFailed',
  providerTimeout: 'sources.testProviderTimeout',
  noDone: 'sources.testNoDone',
  addressEmpty: 'sources.addressEmpty',
  addressInvalid: 'sources.addressInvalid',
  addressScheme: 'sources.addressScheme',
  addressCredentials: 'sources.addressCredentials',
  source: 'sources.gone',
};

const REMEDY_OF: Readonly<Record<string, Remedy>> = {
  keyRefused: 'key',
  keyMissing: 'key',
  missing: 'key',
  forbidden: 'key',
  notConfigured: 'key',
  quota: 'key',
  otherService: 'address',
  otherConnector: 'address',
  missingV1: 'address',
  unknownPath: 'address',
  html: 'address',
  redirect: 'address',
  notJson: 'address',
  wrongShape: 'address',
  addressEmpty: 'address',
  addressInvalid: 'address',
  addressScheme: 'address',
  addressCredentials: 'address',
  noModel: 'model',
  unknownModel: 'model',
  inactiveModel: 'model',
  contextLength: 'model',
  invalid: 'model',
};

export function testSentence(t: TFunction, error: AppError): string {
  const { kind, reason } = error;
  if (kind === 'cancelled') return t('sources.testStopped');
  const known = reason !== undefined && Object.hasOwn(SENTENCES, reason) ? SENTENCES[reason] : undefined;
  return known === undefined ? answerSentence(t, error) : t(known);
}

export function remedyOf({ kind, reason }: AppError): Remedy {
  const known = reason !== undefined && Object.hasOwn(REMEDY_OF, reason) ? REMEDY_OF[reason] : undefined;
  return known ?? (kind === 'dns' || kind === 'refused' ? 'address' : 'again');
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
