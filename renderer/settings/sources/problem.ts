import type { TFunction } from 'i18next';
import type { AppError } from '../../../preload/contract.ts';
import { errorSentence } from '../../ui/error-sentence.ts';

/** Where a form went wrong, and the sentence that says so. */
export interface FormProblem {
  /** `form`: nothing in it is at fault. */
  readonly at: 'name' | 'address' | 'key' | 'headers' | 'forwardedProps' | 'idle' | 'form';
  readonly sentence: string;
}

/** The field a refusal of main belongs to, with what to do about it. */
export function problemOf(t: TFunction, error: AppError): FormProblem {
  switch (error.reason) {
    case 'name':
      return { at: 'name', sentence: t('sources.badName') };
    case 'addressEmpty':
      return { at: 'address', sentence: t('sources.addressEmpty') };
    case 'addressInvalid':
      return { at: 'address', sentence: t('sources.addressInvalid') };
    case 'addressScheme':
      return { at: 'address', sentence: t('sources.addressScheme') };
    case 'addressCredentials':
      return { at: 'address', sentence: t('sources.addressCredentials') };
    case 'key':
      return { at: 'key', sentence: t('sources.badKey') };
    case 'header':
      return { at: 'headers', sentence: t('sources.badHeader') };
    case 'forwardedProps':
      return { at: 'forwardedProps', sentence: t('sources.badForwardedProps') };
    case 'source':
      return { at: 'form', sentence: t('sources.gone') };
    default:
      return { at: 'form', sentence: errorSentence(t, error) };
  }
}
