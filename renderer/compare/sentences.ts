import type { TFunction } from 'i18next';
import type { AnswerState, LocalAnswer, Message } from '../../preload/contract.ts';
import { answerSentence } from '../sources/answer-words.ts';
import type { SignName } from '../ui/icon.tsx';
import { seconds } from './figures.ts';

/** The shape that says how an answer stands. */
export function signOf(state: AnswerState): SignName {
  switch (state.kind) {
    case 'asking':
    case 'streaming':
      return 'working';
    case 'crossing':
      return 'waiting';
    case 'complete':
      return state.finish === 'length' || state.finish === 'filtered' ? 'slow' : 'ok';
    case 'stopped':
      return 'none';
    case 'incomplete':
      return 'slow';
    case 'failed':
      return 'problem';
  }
}

/** How an answer stands, in a few words. `ms`: how long it has taken so far or took; `null` when not known. */
export function stateWords(state: AnswerState, ms: number | null, t: TFunction, language: string): string {
  const time = ms === null ? null : seconds(ms, 1, t, language);
  switch (state.kind) {
    case 'asking':
      return time === null ? t('compare.asking') : t('compare.askingFor', { time });
    case 'streaming':
      return time === null ? t('compare.answering') : t('compare.answeringFor', { time });
    case 'crossing':
      return t('compare.crossing');
    case 'complete':
      return time === null ? t('compare.done') : t('compare.doneIn', { time });
    case 'stopped':
      return time === null ? t('compare.stopped') : t('compare.stoppedAfter', { time });
    case 'incomplete':
      return time === null ? t('compare.incomplete') : t('compare.incompleteAfter', { time });
    case 'failed':
      return time === null ? t('compare.failed') : t('compare.failedAfter', { time });
  }
}

/** What else there is to know of an answer, in a sentence; `null` when all is well. */
export function endSentence(answer: LocalAnswer, t: TFunction): string | null {
  const { state } = answer;
  switch (state.kind) {
    case 'failed':
      return answerSentence(t, state.error);
    case 'incomplete':
      return whySentence(state, t);
    case 'complete':
      return finishSentence(state.finish, t) ?? (answer.cached ? t('compare.cached') : null);
    case 'crossing':
      return t('compare.crossingText', { host: state.host });
    case 'asking':
    case 'streaming':
    case 'stopped':
      return null;
  }
}

function whySentence({ why, error }: Extract<AnswerState, { kind: 'incomplete' }>, t: TFunction): string {
  switch (why) {
    case 'noDone':
      return t('targets.noDone');
    case 'brokenStream':
      return t('targets.brokenStream');
    case 'errorFrame':
      return error ? t('targets.errorFrame', { cause: answerSentence(t, error) }) : t('targets.brokenStream');
    case 'closed':
      return t('targets.closed');
  }
}

function finishSentence(finish: Extract<AnswerState, { kind: 'complete' }>['finish'], t: TFunction): string | null {
  switch (finish) {
    case 'length':
      return t('targets.cutByLength');
    case 'filtered':
      return t('targets.cutByFilter');
    case 'tools':
      return t('targets.wantedTools');
    case 'stop':
    case null:
      return null;
  }
}

/** How an answer ended, for the ear: who, what, and why when it went wrong. */
export function announcement({ local }: Message, t: TFunction, language: string): string {
  const answer = local?.answer;
  if (!answer) return '';
  const { sourceName, target, state, totalMs } = answer;
  const name = target.model === null ? sourceName : t('targets.named', { source: sourceName, model: target.model });
  const time = totalMs === null ? null : seconds(totalMs, 1, t, language);
  switch (state.kind) {
    case 'complete':
      return time === null ? t('compare.saidDone', { name }) : t('compare.saidDoneIn', { name, time });
    case 'stopped':
      return t('compare.saidStopped', { name });
    case 'incomplete':
      return t('compare.saidIncomplete', { name });
    case 'failed':
      return t('compare.saidFailed', { name, cause: answerSentence(t, state.error) });
    case 'asking':
    case 'streaming':
    case 'crossing':
      return '';
  }
}
