import type { RunContact, RunItem, RunState } from '../../preload/contract.ts';
import { assertNever } from '../errors.ts';
import { closeItems } from './closing.ts';
import type { RunEnd, RunEvent } from './events.ts';
import { isFinal, type Run } from './run.ts';

type Of<K extends RunEvent['kind']> = Extract<RunEvent, { kind: K }>;
type Moment = Extract<RunItem, { kind: 'moment' }>['what'];

/**
 * The run after an event at a time (milliseconds since the epoch). Pure; what does not change is shared with the run
 * before, and an event that changes nothing answers the very same run.
 *
 * A final run takes nothing but `seen` and `attached`. Times of a run never go back, whatever the clock does.
 */
export function reduce(run: Run, event: RunEvent, at: number): Run {
  switch (event.kind) {
    case 'seen':
      return run.unseen ? { ...run, unseen: false } : run;
    case 'attached':
      return run.conversationId === event.conversationId ? run : { ...run, conversationId: event.conversationId };
    default:
      return isFinal(run.state) ? run : advance(run, event, Math.max(at, run.state.since, run.lastNewsAt));
  }
}

/** An event of a run under way. What comes from the source is news; `contact`, `silent` and `memory` are of our making. */
function advance(run: Run, event: Exclude<RunEvent, Of<'seen' | 'attached'>>, at: number): Run {
  switch (event.kind) {
    case 'accepted':
      return accept(run, event.remoteId, at);
    case 'news':
      return heard(run, at);
    case 'silent':
      return run.state.kind === 'running' ? enter(run, 'silent', 'silent', at) : run;
    case 'contact':
      return withContact(run, event.contact, at);
    case 'asked':
      return ask(run, event, at);
    case 'answered':
      if (run.state.kind !== 'waiting') return run;
      return { ...enter(run, 'running', 'answered', at), interrupts: [], unseen: false };
    case 'ended':
      return end(run, event.end, at);
    case 'memory':
      return { ...run, memory: event.memory };
    case 'item':
      return heard({ ...run, items: withItem(run.items, event.item) }, at);
    case 'append':
      return heard(append(run, event), at);
    case 'removed':
      return heard(remove(run, event.itemIds), at);
    case 'sharedState':
      return heard({ ...run, sharedState: event.sharedState }, at);
    case 'usage':
      return heard({ ...run, usage: event.usage }, at);
    case 'result':
      return heard({ ...run, result: event.result, media: event.media }, at);
    default:
      return assertNever(event);
  }
}

// ---- how it stands

/** `submitting` → `running`. Said again (a run that was resumed), it is news like any other. */
function accept(run: Run, remoteId: string | null, at: number): Run {
  const known = remoteId === null || remoteId === run.remoteId ? run : { ...run, remoteId };
  if (run.state.kind !== 'submitting') return heard(known, at);
  return { ...enter(known, 'running', 'accepted', at), lastNewsAt: at };
}

/** The source said something: a run it was silent about runs again. */
function heard(run: Run, at: number): Run {
  if (run.state.kind === 'silent') return { ...enter(run, 'running', 'heardAgain', at), lastNewsAt: at };
  return run.lastNewsAt === at ? run : { ...run, lastNewsAt: at };
}

/** Asking nothing is no question. */
function ask(run: Run, { interrupts }: Of<'asked'>, at: number): Run {
  if (interrupts.length === 0) return run;
  const waiting = enter(run, 'waiting', 'asked', at);
  return { ...waiting, interrupts, lastNewsAt: at, unseen: true };
}

function withContact(run: Run, told: Of<'contact'>['contact'], at: number): Run {
  const contact = nextContact(run.contact, told, at);
  if (contact === run.contact) return run;
  const changed = { ...run, contact };
  if (contact.kind === run.contact.kind) return changed;
  switch (contact.kind) {
    case 'ok':
      return withMoment(changed, 'reachableAgain', at);
    case 'keyRefused':
      return withMoment(changed, 'keyRefused', at);
    case 'unreachable':
      return withMoment(changed, 'unreachable', at);
    default:
      return assertNever(contact);
  }
}

/** The same trouble keeps the time it began. */
function nextContact(before: RunContact, told: Of<'contact'>['contact'], at: number): RunContact {
  if (told === 'ok') return before.kind === 'ok' ? before : { kind: 'ok' };
  if (told === 'keyRefused') return before.kind === 'keyRefused' ? before : { kind: 'keyRefused', since: at };
  const since = before.kind === 'unreachable' ? before.since : at;
  return { kind: 'unreachable', since, error: told.error };
}

function end(run: Run, how: RunEnd, at: number): Run {
  const lastNewsAt = isNews(how) ? at : run.lastNewsAt;
  // What a lost run was doing has no known end: its last sign of life is the most that can be said.
  const closedAt = how.kind === 'lost' ? lastNewsAt : at;
  const closed = { ...run, items: closeItems(run.items, how, closedAt) };
  return {
    ...withMoment(closed, 'ended', at),
    state: { ...how, since: at },
    // Nobody will ask the source about it again.
    contact: { kind: 'ok' },
    lastNewsAt,
    endedAt: at,
    interrupts: [],
    unseen: true,
  };
}

/** Whether the source itself said that the run is over. */
function isNews(how: RunEnd): boolean {
  switch (how.kind) {
    case 'succeeded':
    case 'apologised':
    case 'revoked':
      return true;
    case 'failed':
      return how.error === null;
    case 'cancelled':
    case 'lost':
      return false;
    default:
      return assertNever(how);
  }
}

function enter(run: Run, kind: 'running' | 'silent' | 'waiting', what: Moment, at: number): Run {
  const state: RunState = { kind, since: at };
  return withMoment({ ...run, state }, what, at);
}

function withMoment(run: Run, what: Moment, at: number): Run {
  const id = freeMomentId(run.items);
  return { ...run, items: [...run.items, { kind: 'moment', id, at, endedAt: at, owner: null, what }] };
}

function freeMomentId(items: readonly RunItem[]): string {
  const taken = new Set(items.map((item) => item.id));
  let n = 1;
  while (taken.has(`moment-${n}`)) n += 1;
  return `moment-${n}`;
}

// ---- what is in it

function withItem(items: readonly RunItem[], item: RunItem): readonly RunItem[] {
  const index = items.findLastIndex(({ id }) => id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}

/** Text for an item that is not there, or for a field it does not have, is dropped. */
function append(run: Run, { itemId, field, text }: Of<'append'>): Run {
  const index = run.items.findLastIndex(({ id }) => id === itemId);
  const item = run.items[index];
  if (!item || text === '') return run;
  if (field === 'args' && item.kind === 'tool') {
    return { ...run, items: run.items.with(index, { ...item, args: item.args + text }) };
  }
  if (field === 'text' && (item.kind === 'message' || item.kind === 'reasoning')) {
    return { ...run, items: run.items.with(index, { ...item, text: item.text + text }) };
  }
  return run;
}

function remove(run: Run, itemIds: readonly string[]): Run {
  const gone = new Set(itemIds);
  const items = run.items.filter(({ id }) => !gone.has(id));
  return items.length === run.items.length ? run : { ...run, items };
}

/** The same events with text for the same place that comes in a row made one: fifty thousand letters are not news each. */
export function joinText(events: readonly RunEvent[]): readonly RunEvent[] {
  const joined: RunEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    const goesOn =
      event.kind === 'append' && last?.kind === 'append' && last.itemId === event.itemId && last.field === event.field;
    if (goesOn) joined[joined.length - 1] = { ...last, text: last.text + event.text };
    else joined.push(event);
  }
  return joined;
}
