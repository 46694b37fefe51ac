import type { TFunction } from 'i18next';
import type { AppError, Cost } from '../../../preload/contract.ts';
import { localeOf } from '../../chat/time.ts';
import { answerSentence } from '../../sources/answer-words.ts';

/** Why there is no index, or no more of it, in a sentence with its remedy. */
export function meaningSentence(t: TFunction, error: AppError): string {
  switch (error.reason) {
    case 'embeddingDimensions':
    case 'embeddingModel':
      return t('meaning.otherModel');
    case 'noEmbeddings':
      return t('meaning.noEmbeddings');
    default:
      return answerSentence(t, error);
  }
}

/** Small amounts with the digits that make them more than nothing. */
export function money({ amount, currency }: Cost, language: string): string {
  return new Intl.NumberFormat(localeOf(language, navigator.language), {
    style: 'currency',
    currency,
    maximumSignificantDigits: amount < 1 ? 2 : 4,
  }).format(amount);
}
