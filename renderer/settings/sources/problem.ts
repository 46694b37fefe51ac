import type { TFunction } from 'i18next';
import type { AppError } from '../../../preload/contract.ts';
import { count } from '../../chat/time.ts';
import { errorSentence } from '../../ui/error-sentence.ts';
import { NUMBERS, type NumberField } from './numbers.ts';

/** Where a form went wrong, and the sentence that says so. */
export interface FormProblem {
  /** `form`: nothing in it is at fault. */
  readonly at: 'name' | 'address' | 'key' | 'headers' | 'forwardedProps' | 'idle' | 'currency' | 'form' | NumberField;
  readonly sentence: string;
}

/** The field a refusal of main belongs to, with what to do about it. */
export function problemOf(t: TFunction, language: string, error: AppError): FormProblem {
  const { reason } = error;
  if (reason !== undefined && isNumber(reason)) return fieldProblem(t, language, reason);
  switch (reason) {
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

/** What is wrong with a field that cannot be read before it is sent. */
export function fieldProblem(t: TFunction, language: string, at: NumberField | 'idle' | 'currency'): FormProblem {
  if (at === 'idle') return { at, sentence: t('sources.badIdle') };
  if (at === 'currency') return { at, sentence: t('sources.badCurrency') };
  const { least, most, whole } = NUMBERS[at];
  const range = { least: count(least, language), most: count(most, language) };
  return { at, sentence: whole ? t('sources.badWhole', range) : t('sources.badNumber', range) };
}

function isNumber(reason: string): reason is NumberField {
  return Object.hasOwn(NUMBERS, reason);
}
