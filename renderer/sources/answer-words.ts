import type { TFunction } from 'i18next';
import type { AppError, Cost, LocalAnswer } from '../../preload/contract.ts';
import { count, duration, localeOf } from '../chat/time.ts';
import { sourceErrorSentence } from '../ui/error-sentence.ts';

/** Causes that only a question to a source has. */
const BY_REASON: Readonly<Record<string, string>> = {
  noModel: 'targets.noModel',
  contextLength: 'targets.contextLength',
  usageRefused: 'targets.usageRefused',
  invalid: 'targets.usageRefused',
  quota: 'targets.quota',
  providerFailed: 'targets.providerFailed',
  providerTimeout: 'targets.providerTimeout',
  source: 'targets.sourceGone',
  inactiveModel: 'targets.inactiveModel',
  noModels: 'targets.noModels',
  apology: 'targets.apology',
  agentAsks: 'targets.agentAsks',
  agentFailed: 'targets.agentFailed',
};

/** Why a source did not do what was asked, in a sentence with its remedy. */
export function answerSentence(t: TFunction, error: AppError): string {
  const { reason } = error;
  const key = reason !== undefined && Object.hasOwn(BY_REASON, reason) ? BY_REASON[reason] : undefined;
  return key ? t(key) : sourceErrorSentence(t, error);
}

/** Who was asked before, and why there was no answer: a sentence for each. */
export function triedSentences(t: TFunction, { tried }: Pick<LocalAnswer, 'tried'>): readonly string[] {
  return tried.map(({ sourceName, error }) =>
    t('targets.tried', { source: sourceName, cause: answerSentence(t, error) }),
  );
}

/** What is known of how an answer was made: times, tokens, cost. Only what is known, each in few words. */
export function answerFacts(t: TFunction, language: string, answer: LocalAnswer): readonly string[] {
  const { cached, firstMs, totalMs, tokens, cost } = answer;
  if (cached) return [t('targets.fromMemory')];
  const facts = [
    firstMs === null ? '' : t('targets.firstAfter', { time: shortTime(firstMs, t, language) }),
    totalMs === null ? '' : t('targets.inAll', { time: shortTime(totalMs, t, language) }),
    tokens.input === null ? '' : t('targets.tokensIn', { count: tokens.input, n: count(tokens.input, language) }),
    tokens.output === null ? '' : t('targets.tokensOut', { count: tokens.output, n: count(tokens.output, language) }),
    cost === null ? '' : money(cost, language),
  ];
  return facts.filter((fact) => fact !== '');
}

/** A duration with a tenth of a second while that is worth knowing. */
export function shortTime(ms: number, t: TFunction, language: string): string {
  if (ms >= 9_950) return duration(ms, t);
  const n = new Intl.NumberFormat(localeOf(language, navigator.language), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(ms / 1000);
  return t('chat.seconds', { n });
}

/** An amount, with as many digits as a fraction of a cent needs. */
export function money({ amount, currency }: Cost, language: string): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.01 ? { maximumSignificantDigits: 2 } : {};
  const locale = localeOf(language, navigator.language);
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(amount);
}
