import type { TFunction } from 'i18next';
import type { AppError, Interrupt } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';
import { errorSentence } from '../ui/error-sentence.ts';
import { type FieldFault, isYesOrNo } from './answer-form.ts';

/** The primary button by its effect where one is known: a tool of ours, or the tool the agent names. Else "Approve". */
export function approveLabel(interrupt: Interrupt, t: TFunction): string {
  const { origin, toolName } = interrupt;
  if (origin === 'tool' && toolName === 'open_url') return t('runs.approveOpen');
  if (origin === 'tool' && toolName === 'copy_to_clipboard') return t('runs.approveCopy');
  if (toolName !== null && toolName.trim() !== '' && toolName.length <= 40) {
    return t('runs.approveTool', { tool: toolName });
  }
  return isYesOrNo(interrupt) ? t('runs.approve') : t('runs.sendAnswer');
}

/** The same as a choice among several questions, which are sent by a button of their own. */
export function decisionLabel(interrupt: Interrupt, t: TFunction): string {
  const named = isYesOrNo(interrupt) || interrupt.toolName !== null;
  return named ? approveLabel(interrupt, t) : t('runs.answerThis');
}

/** What the card asks, in the agent's words; where it has none, in ours. */
export function questionTitle({ message, toolName, reason }: Interrupt, t: TFunction): string {
  if (message !== null && message.trim() !== '') return message;
  if (toolName !== null && toolName.trim() !== '') return t('runs.asksTool', { tool: toolName });
  return reason === 'input_required' ? t('runs.asksInput') : t('runs.asksConfirmation');
}

/** Why main did not take the answers; nothing has been sent then. */
export function answerProblem(error: AppError, t: TFunction): string {
  if (error.kind === 'validation') {
    switch (error.reason) {
      case 'incomplete':
        return t('runs.refusedIncomplete');
      case 'expired':
        return t('runs.refusedExpired');
      case 'payload':
        return t('runs.refusedPayload');
      case 'notAsked':
        return t('runs.refusedNotAsked');
    }
  }
  return errorSentence(t, error);
}

/** What is wrong with a field, as a sentence under it. */
export function faultSentence(
  fault: FieldFault,
  what: 'value' | 'length' | 'choices',
  t: TFunction,
  language: string,
): string {
  switch (fault.kind) {
    case 'missing':
      return t('runs.faultMissing');
    case 'notNumber':
      return t('runs.faultNumber');
    case 'notInteger':
      return t('runs.faultInteger');
    case 'notJson':
      return t('runs.faultJson');
    case 'tooSmall': {
      const n = count(fault.least, language);
      if (what === 'length') return t('runs.faultShort', { n });
      return what === 'choices' ? t('runs.faultFew', { n }) : t('runs.faultSmall', { n });
    }
    case 'tooBig': {
      const n = count(fault.most, language);
      if (what === 'length') return t('runs.faultLong', { n });
      return what === 'choices' ? t('runs.faultMany', { n }) : t('runs.faultBig', { n });
    }
  }
}
