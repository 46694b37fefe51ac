import type { TFunction } from 'i18next';
import type { AppError } from '../../preload/contract.ts';
import { errorSentence } from '../ui/error-sentence.ts';

/** Why a source could not be asked, in a sentence with its remedy. */
export function sourceSentence(t: TFunction, error: AppError): string {
  switch (error.reason) {
    case 'keyRefused':
      return t('sources.keyRefused');
    case 'missing':
      return t('sources.keyMissing');
    case 'unknownPath':
    case 'html':
      return t('sources.notAGateway');
    case 'source':
      return t('sources.gone');
    default:
      return error.kind === 'keychain' ? t('sources.keychainFailed') : errorSentence(t, error);
  }
}
