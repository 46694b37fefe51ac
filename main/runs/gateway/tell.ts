import type { Clock } from '../../clock.ts';
import { type AppError, assertNever } from '../../errors.ts';
import type { TaskStatus } from '../../gateway/client.ts';
import type { RunBook } from '../driver.ts';
import type { LogEntry, RunEnd, RunEvent } from '../events.ts';
import type { Run } from '../run.ts';
import { apologyIn } from './apology.ts';
import { mediaIn } from './media.ts';
import { LOST_AFTER, SILENT_AFTER } from './schedule.ts';

/** Our words in the event log: the gateway has none. */
type Word =
  | 'SUBMIT'
  | 'ACCEPTED'
  | 'REFUSED'
  | 'UNREACHABLE'
  | 'REACHABLE'
  | 'KEY_REFUSED'
  | 'SILENT'
  | 'STATE'
  | 'RESULT'
  | 'FAILED'
  | 'REVOKED'
  | 'LOST'
  | 'CANCELLED';

export interface Teller {
  submitting(id: number, model: string, turns: number): void;
  accepted(id: number, taskId: string): void;
  answered(id: number, text: string | null): void;
  refused(id: number, error: AppError): void;
  uncertain(id: number, error: AppError): void;
  /** `quiet`: how long we have listened without news, ms. */
  status(id: number, status: TaskStatus, quiet: number): 'ended' | 'news' | 'noNews';
  contact(id: number, contact: 'ok' | 'keyRefused' | { readonly error: AppError }): void;
  tooLarge(id: number, error: AppError): void;
  lost(id: number, reason: Extract<RunEnd, { kind: 'lost' }>['reason']): void;
  cancelled(id: number): void;
}

/** What happens to a run, in the words of the book: its events, and one line of its log per change. */
export function createTeller(book: RunBook, clock: Pick<Clock, 'now'>): Teller {
  /** Log first: a final run takes no more. */
  const tell = (id: number, word: Word, detail: object, events: readonly RunEvent[]) => {
    const run = book.get(id);
    if (!run) return;
    book.log(id, [entry(word, detail, run, clock.now())]);
    if (events.length > 0) book.record(id, events);
  };
  const end = (id: number, word: Word, detail: object, how: RunEnd) => tell(id, word, detail, [ended(how)]);

  const result = (id: number, text: string | null) => {
    const events = resultEvents(text, clock.now());
    tell(id, 'RESULT', { characters: text?.length ?? null, apology: apologyIn(text) }, events);
  };

  /** The source knows nothing, or nothing new. */
  const noNews = (run: Run, quiet: number) => {
    if (clock.now() - run.startedAt >= LOST_AFTER) {
      end(run.id, 'LOST', { reason: 'noNews' }, { kind: 'lost', reason: 'noNews' });
      return 'ended';
    }
    if (quiet >= SILENT_AFTER && run.state.kind === 'running') tell(run.id, 'SILENT', {}, [{ kind: 'silent' }]);
    return 'noNews';
  };

  /** Only `REVOKED` ends a task; any other word is news when it is another than before. */
  const unknown = (run: Run, state: string, quiet: number) => {
    if (state.toUpperCase() === 'REVOKED') {
      end(run.id, 'REVOKED', {}, { kind: 'revoked' });
      return 'ended';
    }
    if (state === lastState(run)) return noNews(run, quiet);
    tell(run.id, 'STATE', { state }, [{ kind: 'memory', memory: { state } }, { kind: 'news' }]);
    return 'news';
  };

  return {
    submitting: (id, model, turns) => tell(id, 'SUBMIT', { model, turns }, []),
    accepted: (id, taskId) => tell(id, 'ACCEPTED', {}, [{ kind: 'accepted', remoteId: taskId }]),
    answered(id, text) {
      tell(id, 'ACCEPTED', { answeredAtOnce: true }, [{ kind: 'accepted', remoteId: null }]);
      result(id, text);
    },
    refused: (id, error) => end(id, 'REFUSED', error, failedWith(error)),
    uncertain: (id, error) => end(id, 'LOST', { reason: 'submit', error }, { kind: 'lost', reason: 'submit' }),
    tooLarge: (id, error) => end(id, 'FAILED', error, failedWith(error)),
    lost: (id, reason) => end(id, 'LOST', { reason }, { kind: 'lost', reason }),
    cancelled: (id) => end(id, 'CANCELLED', { goesOnThere: true }, { kind: 'cancelled' }),

    status(id, status, quiet) {
      const run = book.get(id);
      if (!run) return 'ended';
      switch (status.kind) {
        case 'inProgress':
          return noNews(run, quiet);
        case 'completed':
          result(id, status.text);
          return 'ended';
        case 'failed': {
          const { message } = status;
          end(id, 'FAILED', { error: message }, { kind: 'failed', message, code: null, error: null });
          return 'ended';
        }
        case 'unknown':
          return unknown(run, status.state ?? status.word, quiet);
        default:
          return assertNever(status);
      }
    },

    contact(id, contact) {
      const run = book.get(id);
      if (!run || isKnown(run.contact, contact)) return;
      const events: readonly RunEvent[] = [{ kind: 'contact', contact }];
      if (contact === 'ok') return tell(id, 'REACHABLE', {}, events);
      if (contact === 'keyRefused') return tell(id, 'KEY_REFUSED', {}, events);
      tell(id, 'UNREACHABLE', contact.error, events);
    },
  };
}

function failedWith(error: AppError): RunEnd {
  return { kind: 'failed', message: '', code: null, error };
}

function ended(how: RunEnd): RunEvent {
  return { kind: 'ended', end: how };
}

/** The raw text is kept whatever it is; only a text makes a message. */
function resultEvents(text: string | null, at: number): readonly RunEvent[] {
  const apology = apologyIn(text);
  const events: RunEvent[] = [{ kind: 'result', result: text, media: text === null ? [] : mediaIn(text) }];
  if (text !== null && text.trim() !== '') {
    const item = { kind: 'message', role: 'assistant', id: 'answer', at, endedAt: at, owner: null } as const;
    // The pictures are offered with the result, once.
    events.push({ kind: 'item', item: { ...item, name: null, text, media: [], broken: false } });
  }
  events.push(ended(apology === null ? { kind: 'succeeded' } : { kind: 'apologised', apology }));
  return events;
}

/** The state word the gateway said last, as `memory` keeps it across a restart. */
function lastState({ memory }: Run): string | null {
  const known = typeof memory === 'object' && memory !== null && 'state' in memory ? memory.state : null;
  return typeof known === 'string' ? known : null;
}

function isKnown(before: Run['contact'], now: Parameters<Teller['contact']>[1]): boolean {
  if (now === 'ok' || now === 'keyRefused') return before.kind === now;
  if (before.kind !== 'unreachable') return false;
  const { kind, reason, status } = before.error;
  return kind === now.error.kind && reason === now.error.reason && status === now.error.status;
}

/** A task id is as good as the task's result: should the gateway have put it into its words, it is taken out. */
function entry(type: Word, detail: object, { remoteId }: Run, at: number): LogEntry {
  const hide = (_key: string, value: unknown) =>
    typeof value === 'string' && remoteId !== null ? value.replaceAll(remoteId, '…') : value;
  return { at, type, json: JSON.stringify(detail, hide), merged: 1, fault: null };
}
