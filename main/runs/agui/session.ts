import type { AguiSource } from '../../../preload/contract.ts';
import type { Clock, NewId } from '../../clock.ts';
import { type AppError, appError, assertNever, fail, ok, type Result } from '../../errors.ts';
import type { HttpClient } from '../../http/message.ts';
import type { SourceAccess } from '../../sources/index.ts';
import type { RunBook } from '../driver.ts';
import type { RunEnd, RunEvent } from '../events.ts';
import type { Run } from '../run.ts';
import type { Answered } from './answers.ts';
import { declaredTools } from './client-tools.ts';
import { converse, type ExchangeEnd, type Listener } from './exchange.ts';
import { inputFor } from './input.ts';
import { shownInterrupts } from './interrupts.ts';
import { createEventLog } from './log.ts';
import { type Asked, type Memory, NOTHING_ASKED } from './memory.ts';
import { mediaShown, resultShown } from './result.ts';
import { createTranslator } from './translate.ts';
import { addUsage } from './usage.ts';
import { verdictOf } from './verdict.ts';
import { createFrameReader } from './wire.ts';

export interface SessionDeps {
  readonly book: RunBook;
  readonly http: Pick<HttpClient, 'stream'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Windows need no more than this many pictures a second; milliseconds. */
const FLUSH = 33;
/** Signs of life without events are told at most this often, milliseconds. */
const NEWS = 1_000;
/** A stream with so many faults has nothing to say to us. */
const MOST_FAULTS = 1_000;
/** Requests in a row that answer nothing but calls of tools nobody has. */
const MOST_STRANGE_TURNS = 3;

/** A run while requests of it are on their way. */
export interface Session {
  readonly threadId: string;
  /** A call by its id; `args` is JSON text. */
  call(toolCallId: string): { readonly name: string; readonly args: string } | null;
  /** Answers a call from our side before the next request. */
  answerCall(toolCallId: string, content: string, error: string | null): void;
  /** Records that all that was asked has an answer. */
  answered(): void;
  /** Sends what there is to send and follows it to where nothing more can happen without a person. */
  go(access: SourceAccess & { source: AguiSource }, sending: Sending): Promise<void>;
  /** Ends the request and, once it is closed, the run. */
  stop(): void;
  /** The program ends: nothing is recorded any more. */
  leave(): void;
}

export interface Sending {
  readonly resume: Answered['resume'];
  readonly commands: Answered['commands'];
  /** What these answer; asked again when they are turned away. */
  readonly asked: Asked;
  /** Hears whether the agent has taken it. */
  readonly opened: (result: Result<null>) => void;
}

export function createSession({ book, http, clock, newId }: SessionDeps, run: Run, memory: Memory): Session {
  const { id } = run;
  const { threadId } = memory;
  const translator = createTranslator({ memory, question: run.prompt, items: run.items });
  const log = createEventLog();
  const aborted = new AbortController();
  let cancelFlush: (() => void) | null = null;
  let lastTold = clock.now();
  let faulty = 0;
  let talking = false;
  let left = false;

  function flush(): void {
    cancelFlush?.();
    cancelFlush = null;
    const now = clock.now();
    const events = translator.take();
    if (events.length === 0 && now - lastTold >= NEWS) events.push({ kind: 'news' });
    if (events.length > 0) tell(events);
    const lines = log.take(now);
    if (lines.length > 0) book.log(id, lines);
    // Deleted meanwhile.
    if (book.get(id) === null) aborted.abort();
  }

  function tell(events: readonly RunEvent[]): void {
    lastTold = clock.now();
    if (!left) book.record(id, events);
  }

  /** Everything that was heard, then the last of it. */
  function conclude(last: readonly RunEvent[], asked: Asked): void {
    cancelFlush?.();
    cancelFlush = null;
    const items = translator.items.all();
    const result = resultShown(items, translator.lastSaid(), translator.outcome()) ?? run.result;
    const usage = addUsage(run.usage, translator.usage);
    if (!left) book.log(id, log.takeAll());
    tell([
      ...translator.take(),
      ...(translator.usage.length > 0 ? [{ kind: 'usage', usage } as const] : []),
      { kind: 'result', result, media: mediaShown(items) },
      { kind: 'memory', memory: remember(asked) },
      ...last,
    ]);
  }

  function remember(asked: Asked): Memory {
    return {
      threadId,
      questionId: memory.questionId,
      messages: structuredClone([...translator.thread.all()]),
      state: translator.state.value ?? null,
      inSync: translator.state.inSync,
      asked,
      aliases: Object.fromEntries(translator.aliases),
    };
  }

  const end = (how: RunEnd) => conclude([{ kind: 'ended', end: how }], NOTHING_ASKED);

  function ask(asked: Asked): void {
    conclude([{ kind: 'asked', interrupts: shownInterrupts(asked, translator.thread) }], asked);
  }

  function listen(opened: (result: Result<null>) => void): Listener {
    const read = createFrameReader(newId);
    let begun = false;
    return {
      opened: () => opened(ok(null)),
      frame(data) {
        const frame = read(data);
        const now = clock.now();
        const broken = frame.event === null ? [] : translator.apply(frame.event, now);
        const faults = frame.faults.length === 0 ? broken : [...frame.faults, ...broken];
        log.add(frame, data, faults, now);
        if (faults.length > 0) faulty += 1;
        if (!begun && frame.event !== null) {
          begun = true;
          tell([{ kind: 'accepted', remoteId: threadId }]);
        }
        if (faulty < MOST_FAULTS) return null;
        return appError('protocol', `${faulty} events broke the protocol`, { reason: 'faults' });
      },
      heard() {
        cancelFlush ??= clock.after(FLUSH, flush);
      },
      begun: () => begun,
      over: () => translator.outcome() !== null,
    };
  }

  function answerCall(toolCallId: string, content: string, error: string | null): void {
    const failed = error === null ? {} : { error };
    translator.answerCall({ id: newId(), role: 'tool', toolCallId, content, ...failed }, clock.now());
  }

  /** Does what the agent's last word asks for; answers whether another request follows by itself. */
  function follow(source: AguiSource): boolean {
    const names = new Set(declaredTools(source).map(({ name }) => name));
    const verdict = verdictOf(translator.outcome(), (call) => names.has(nameOf(call)));
    switch (verdict.kind) {
      case 'end':
        end(verdict.how);
        return false;
      case 'ask':
        ask(verdict.asked);
        return false;
      case 'answer':
        for (const call of verdict.strangers) answerCall(call, NOT_AVAILABLE, NOT_AVAILABLE);
        return true;
      default:
        return assertNever(verdict);
    }
  }

  const nameOf = (toolCallId: string) => translator.thread.call(toolCallId)?.function.name ?? '';

  /** Turned away: what was asked is asked again, as far as it has not been done already. */
  function turnedAway({ error, message, body }: Extract<ExchangeEnd, { kind: 'refused' }>, asked: Asked): void {
    if (body !== null) logRefusal(error, body);
    const open: Asked = { ...asked, calls: [], strangers: [] };
    if (open.interrupts.length > 0 || open.customs.length > 0) ask(open);
    else end({ kind: 'failed', message, code: null, error });
  }

  function logRefusal({ status, message }: AppError, body: string): void {
    const json = JSON.stringify({ status, message, body });
    if (!left) book.log(id, [{ at: clock.now(), type: 'HTTP', json, merged: 1, fault: null }]);
  }

  async function go(access: SourceAccess & { source: AguiSource }, sending: Sending): Promise<void> {
    let { resume, commands, asked } = sending;
    for (let turn = 0; turn <= MOST_STRANGE_TURNS; turn++) {
      const messages = translator.thread.all();
      const state = translator.state.value;
      const request = { threadId, runId: newId(), messages, state, model: run.model, resume, commands };
      const input = inputFor(access.source, request);
      talking = true;
      const ended = await converse({ http, clock }, access, input, listen(sending.opened), aborted.signal);
      talking = false;
      if (ended.kind === 'refused') sending.opened(fail(ended.error));
      if (!settle(ended, access.source, asked)) return;
      flush();
      translator.again();
      resume = [];
      commands = [];
      asked = NOTHING_ASKED;
    }
    end({ kind: 'failed', message: '', code: null, error: appError('protocol', 'it wants tools nobody has') });
  }

  /** Records how a request ended; answers whether another one follows by itself. */
  function settle(ended: ExchangeEnd, source: AguiSource, asked: Asked): boolean {
    switch (ended.kind) {
      case 'complete':
        return follow(source);
      case 'refused':
        turnedAway(ended, asked);
        return false;
      case 'lost':
        end(ended);
        return false;
      case 'unbearable':
        end({ kind: 'failed', message: '', code: null, error: ended.error });
        return false;
      case 'stopped':
        end({ kind: 'cancelled' });
        return false;
      default:
        return assertNever(ended);
    }
  }

  return {
    threadId,
    call(toolCallId) {
      const call = translator.thread.call(toolCallId)?.function;
      return call ? { name: call.name, args: call.arguments } : null;
    },
    answerCall,
    answered() {
      tell([...translator.take(), { kind: 'answered' }, { kind: 'memory', memory: remember(NOTHING_ASKED) }]);
    },
    go,
    stop() {
      aborted.abort();
      // Nothing is open yet that would have to close first; what comes next finds the way shut.
      if (!talking) end({ kind: 'cancelled' });
    },
    leave() {
      flush();
      left = true;
      aborted.abort();
    },
  };
}

export const NOT_AVAILABLE = 'This tool is not available.';
