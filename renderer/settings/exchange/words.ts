import type { TFunction } from 'i18next';
import type { AppError, SkipReason } from '../../../preload/contract.ts';
import { errorSentence } from '../../ui/error-sentence.ts';

/** Why a file could not be brought in, or not to its end. */
export function importSentence(t: TFunction, error: AppError): string {
  switch (error.reason) {
    case 'notJson':
      return t('exchange.notJson');
    case 'archive':
      return t('exchange.archive');
    case 'fileTooLarge':
      return t('exchange.fileTooLarge');
    case 'cutOff':
      return t('exchange.cutOff');
    case 'unreadable':
      return t('exchange.unreadable');
    case 'importing':
      return t('exchange.importing');
    default:
      return errorSentence(t, error);
  }
}

export function skipSentence(t: TFunction, reason: SkipReason): string {
  switch (reason) {
    case 'empty':
      return t('exchange.skipEmpty');
    case 'unknown':
      return t('exchange.skipUnknown');
    case 'tooLong':
      return t('exchange.skipTooLong');
    case 'tooLarge':
      return t('exchange.skipTooLarge');
  }
}
