import type { Items } from './items.ts';
import type { Thread } from './thread.ts';

/** What is open, by id, with the `subagentRunId` of its opener. */
export type Open = Map<string, string | undefined>;

/** What the parts of the translation share: one per run, for all the requests it may take. */
export interface Context {
  readonly thread: Thread;
  readonly items: Items;
  /** When the event in hand was received. */
  at: number;
  /** Records that the event in hand broke a rule. */
  fault(what: string): void;
  /** Item of a sub-agent, made when nobody has announced it; `null` for the agent itself. */
  ownerOf(subagentRunId: string | undefined): string | null;
  readonly open: {
    readonly texts: Open;
    readonly reasonings: Open;
    readonly spans: Open;
    readonly calls: Open;
    /** By owner and name; the value is the item. */
    readonly steps: Map<string, string>;
    readonly subagents: Set<string>;
  };
  /** Calls that this request began, and those it brought a result for. */
  readonly started: Set<string>;
  readonly answered: Set<string>;
  /** Item of the message of the agent itself that got a word last. */
  lastSaid: string | null;
  /** Steps begun so far. */
  steps: number;
  /** The message this run began with. */
  readonly question: { readonly id: string; readonly text: string };
  /** Messages that were there before this run, and its question: not shown among its items. */
  readonly earlier: Set<string>;
  /** Item ids of messages that a snapshot gave another id. */
  readonly aliases: Map<string, string>;
}

export const callItem = (toolCallId: string) => `call:${toolCallId}`;
export const subagentItem = (subagentRunId: string) => `subagent:${subagentRunId}`;

/** The item of a message. A snapshot may know the message by another id than the stream did. */
export function messageItem(context: Pick<Context, 'aliases'>, role: string, id: string): string {
  const kind = role === 'reasoning' || role === 'activity' ? role : 'message';
  return context.aliases.get(id) ?? `${kind}:${id}`;
}

/** A continuation may leave the tag of its opener out, but not contradict it. */
export function checkOwner(context: Context, tag: string | undefined, opener: string | undefined): void {
  if (tag !== undefined && tag !== opener) context.fault('the sub-agent is not the one it was opened for');
}
