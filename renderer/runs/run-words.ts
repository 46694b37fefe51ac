import type { TFunction } from 'i18next';
import type { LostReason, RunSummary } from '../../preload/contract.ts';
import { duration, timeOfDay } from '../chat/time.ts';
import { answerSentence } from '../sources/answer-words.ts';
import type { SignName } from '../ui/icon.tsx';
import { plainLine } from '../ui/plain-line.ts';
import { clockLeft, elapsed } from './time.ts';

/** The sign of a run. One whose source cannot be asked does not turn. */
export function signOf({ state, contact }: RunSummary): SignName {
  switch (state.kind) {
    case 'submitting':
    case 'running':
      return contact.kind === 'ok' ? 'working' : contact.kind === 'keyRefused' ? 'problem' : 'offline';
    case 'silent':
      return 'silent';
    case 'waiting':
      return 'waiting';
    case 'succeeded':
      return 'ok';
    case 'apologised':
      return 'slow';
    case 'failed':
      return 'problem';
    case 'cancelled':
    case 'revoked':
      return 'none';
    case 'lost':
      return 'offline';
  }
}

/** How it stands, in a word or two. */
export function stateWord({ state, contact }: RunSummary, t: TFunction): string {
  switch (state.kind) {
    case 'submitting':
      return contact.kind === 'ok' ? t('runs.wordSubmitting') : t('runs.wordSilent');
    case 'running':
      return contact.kind === 'ok' ? t('runs.wordRunning') : t('runs.wordSilent');
    case 'silent':
      return t('runs.wordSilent');
    case 'waiting':
      return t('runs.wordWaiting');
    case 'succeeded':
      return t('runs.wordSucceeded');
    case 'apologised':
      return t('runs.wordApologised');
    case 'failed':
      return t('runs.wordFailed');
    case 'cancelled':
      return t('runs.wordCancelled');
    case 'revoked':
      return t('runs.wordRevoked');
    case 'lost':
      return state.reason === 'submit' ? t('runs.wordMaybe') : t('runs.wordLost');
  }
}

/** The colour that repeats the sign of what needs a person, or nothing. */
export function toneOf({ state }: RunSummary): 'is-warn' | 'is-bad' | '' {
  if (state.kind === 'waiting') return 'is-warn';
  return state.kind === 'failed' ? 'is-bad' : '';
}

/** The second line of a row: one line that says how it stands. `now` moves what is left of a time. */
export function stateLine(run: RunSummary, now: number, t: TFunction, language: string): string {
  const { state, sourceName, contact, lastNewsAt } = run;
  const silent = () => t('runs.lineSilent', { source: sourceName, time: timeOfDay(lastNewsAt, language) });
  switch (state.kind) {
    case 'submitting':
      return contact.kind === 'ok' ? t('runs.lineSubmitting', { source: sourceName }) : silent();
    case 'running':
      return contact.kind === 'ok' ? runningLine(run, t) : silent();
    case 'silent':
      return silent();
    case 'waiting':
      return waitingLine(run, now, t);
    case 'succeeded':
      return t('runs.lineSucceeded', { time: duration(elapsed(run, now), t) });
    case 'apologised':
      return state.apology === 'blank' ? t('runs.lineBlank') : t('runs.lineApologised');
    case 'failed': {
      const cause = plainLine(state.message.slice(0, 500)) || (state.error ? answerSentence(t, state.error) : '');
      return cause === '' ? t('runs.lineFailedSilently') : t('runs.lineFailed', { cause });
    }
    case 'cancelled':
      return t('runs.lineCancelled', { time: duration(elapsed(run, now), t) });
    case 'revoked':
      return t('runs.lineRevoked');
    case 'lost':
      return t(LOST_LINES[state.reason]);
  }
}

const LOST_LINES: Readonly<Record<LostReason, string>> = {
  submit: 'runs.lineLostSubmit',
  connection: 'runs.lineLostConnection',
  unfinished: 'runs.lineLostUnfinished',
  idle: 'runs.lineLostIdle',
  restart: 'runs.lineLostRestart',
  noNews: 'runs.lineLostNoNews',
  sourceGone: 'runs.lineLostSourceGone',
};

function runningLine({ sourceName, step, steps }: RunSummary, t: TFunction): string {
  if (step !== null && step.trim() !== '')
    return t('runs.lineStepNamed', { source: sourceName, step: plainLine(step) });
  return steps > 0 ? t('runs.lineStep', { source: sourceName, n: steps }) : sourceName;
}

function waitingLine({ asks }: RunSummary, now: number, t: TFunction): string {
  if (!asks) return t('runs.lineWaiting');
  const one = plainLine(asks.title.slice(0, 500)) || t('runs.lineWaiting');
  const whole = asks.count > 1 ? t('runs.lineQuestions', { count: asks.count }) : one;
  if (asks.expiresAt === null) return whole;
  // The time goes on after a comma, which a question mark must not stand before.
  const title = whole.replace(/\s*[?!.:]+$/, '');
  const left = asks.expiresAt - now;
  return left > 0 ? t('runs.lineLeft', { title, left: clockLeft(left) }) : t('runs.lineExpired', { title });
}
