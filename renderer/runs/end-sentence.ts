import type { TFunction } from 'i18next';
import type { Apology, LostReason, RunSummary } from '../../preload/contract.ts';
import { timeOfDay } from '../chat/time.ts';
import { answerSentence } from '../sources/answer-words.ts';
import type { SignName } from '../ui/icon.tsx';
import { signOf } from './run-words.ts';

/** What can be done about how a run stands, at the sentence itself. */
export type Remedy = 'again' | 'settings' | 'check';

export interface StateNote {
  readonly tone: 'warn' | 'bad' | 'info';
  readonly sign: SignName;
  /** What happened, what it means, what to do. */
  readonly text: string;
  /** The source's own words about it, untrusted; `null` when it said none. */
  readonly quote: string | null;
  readonly remedies: readonly Remedy[];
}

/** The sentence of a state that does not speak for itself; `null` for those that do. */
export function stateNote(run: RunSummary, t: TFunction, language: string): StateNote | null {
  const { state, kind, sourceName } = run;
  const note = (tone: StateNote['tone'], text: string, more: Partial<StateNote> = {}): StateNote => ({
    tone,
    sign: signOf(run),
    text,
    quote: null,
    remedies: ['again'],
    ...more,
  });
  switch (state.kind) {
    case 'submitting':
    case 'running':
    case 'silent':
    case 'waiting':
      return contactNote(run, t, language);
    case 'succeeded':
      return null;
    case 'apologised':
      return note('warn', t(APOLOGIES[state.apology]));
    case 'failed': {
      const text = state.error
        ? t('runs.failedHere', { cause: answerSentence(t, state.error) })
        : t(state.message.trim() === '' ? 'runs.failedSilently' : 'runs.failedThere', { source: sourceName });
      const quote = [state.message.trim(), state.code ?? ''].filter((part) => part !== '').join(' · ');
      return note('bad', text, {
        quote: quote === '' ? null : quote,
        remedies: state.error?.kind === 'auth' ? ['settings', 'again'] : ['again'],
      });
    }
    case 'cancelled':
      return note('info', t(kind === 'gateway' ? 'runs.cancelledGateway' : 'runs.cancelledAgent'));
    case 'revoked':
      return note('warn', t('runs.revoked'));
    case 'lost':
      return note('warn', t(LOST[state.reason], { source: sourceName }), {
        remedies: state.reason === 'sourceGone' ? ['settings'] : ['again'],
      });
  }
}

function contactNote(run: RunSummary, t: TFunction, language: string): StateNote | null {
  const { state, contact, kind, sourceName } = run;
  if (contact.kind === 'keyRefused') {
    const text = t('runs.keyRefused', { source: sourceName, time: timeOfDay(contact.since, language) });
    return { tone: 'bad', sign: 'problem', text, quote: null, remedies: ['settings', 'check'] };
  }
  if (contact.kind === 'unreachable') {
    const text = t('runs.unreachable', {
      source: sourceName,
      time: timeOfDay(contact.since, language),
      cause: answerSentence(t, contact.error),
    });
    return { tone: 'warn', sign: 'offline', text, quote: null, remedies: kind === 'gateway' ? ['check'] : [] };
  }
  if (state.kind !== 'silent') return null;
  const text = t(kind === 'gateway' ? 'runs.silentGateway' : 'runs.silentAgent', {
    source: sourceName,
    time: timeOfDay(run.lastNewsAt, language),
  });
  return { tone: 'info', sign: 'silent', text, quote: null, remedies: kind === 'gateway' ? ['check'] : [] };
}

const APOLOGIES: Readonly<Record<Apology, string>> = {
  routing: 'runs.apologyRouting',
  synthesis: 'runs.apologySynthesis',
  processing: 'runs.apologyProcessing',
  empty: 'runs.apologyEmpty',
  blank: 'runs.apologyBlank',
};

const LOST: Readonly<Record<LostReason, string>> = {
  submit: 'runs.lostSubmit',
  connection: 'runs.lostConnection',
  unfinished: 'runs.lostUnfinished',
  idle: 'runs.lostIdle',
  restart: 'runs.lostRestart',
  noNews: 'runs.lostNoNews',
  sourceGone: 'runs.lostSourceGone',
};
