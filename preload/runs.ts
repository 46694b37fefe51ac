/** Runs of agents: tasks of the gateway and runs of AG-UI agents. Part of `contract.ts`. */
import type { AppError } from './contract.ts';

export type RunKind = 'gateway' | 'agui';

/**
 * Where a run stands; `since` is the time of the change. The first four are under way, all others are final and never
 * change again.
 */
export type RunState =
  /** On its way to the source; nothing has come back yet. */
  | { readonly kind: 'submitting'; readonly since: number }
  | { readonly kind: 'running'; readonly since: number }
  /** No news since `RunSummary.lastNewsAt`; still looked for. */
  | { readonly kind: 'silent'; readonly since: number }
  /** The agent waits for a person. */
  | { readonly kind: 'waiting'; readonly since: number }
  | { readonly kind: 'succeeded'; readonly since: number }
  /** Answered, but with a sentence that is known as an error message of the source (or with nothing). */
  | { readonly kind: 'apologised'; readonly since: number; readonly apology: Apology }
  /** `message` is the source's own untrusted text, may be empty; `error` is set when it was ours to notice. */
  | {
      readonly kind: 'failed';
      readonly since: number;
      readonly message: string;
      readonly code: string | null;
      readonly error: AppError | null;
    }
  /** Stopped by the person (here, or as the agent tells). */
  | { readonly kind: 'cancelled'; readonly since: number }
  /** Revoked by an operator of the source. */
  | { readonly kind: 'revoked'; readonly since: number }
  | { readonly kind: 'lost'; readonly since: number; readonly reason: LostReason };

export type Apology = 'routing' | 'synthesis' | 'processing' | 'empty' | 'blank';

export type LostReason =
  /** The answer to the submit was lost: it may have started. */
  | 'submit'
  /** The connection broke in the middle. */
  | 'connection'
  /** The stream ended without saying how. */
  | 'unfinished'
  /** Nothing came for longer than the source allows. */
  | 'idle'
  /** This program ended while the run was streaming. */
  | 'restart'
  /** No news for 24 hours: the source has forgotten it. */
  | 'noNews'
  /** The source was removed from the settings. */
  | 'sourceGone';

/** Whether the source can be asked at the moment; independent of how the run stands. */
export type RunContact =
  | { readonly kind: 'ok' }
  | { readonly kind: 'unreachable'; readonly since: number; readonly error: AppError }
  | { readonly kind: 'keyRefused'; readonly since: number };

/** A run in the list. */
export interface RunSummary {
  readonly id: number;
  readonly kind: RunKind;
  readonly sourceId: string;
  readonly sourceName: string;
  readonly demo: boolean;
  readonly model: string | null;
  readonly title: string;
  readonly state: RunState;
  readonly contact: RunContact;
  readonly startedAt: number;
  /** When the source was last heard to say something about this run. */
  readonly lastNewsAt: number;
  readonly endedAt: number | null;
  /** Name of the step under way, if the agent names its steps. */
  readonly step: string | null;
  /** Steps begun so far. */
  readonly steps: number;
  /** First words of the result or of the error; one line. */
  readonly preview: string | null;
  /**
   * What it waits for: questions open, the earliest end of their time, the first one's words. `simple`: each of them can
   * be answered by yes or no alone.
   */
  readonly asks: {
    readonly count: number;
    readonly expiresAt: number | null;
    readonly title: string;
    readonly simple: boolean;
  } | null;
  /** The Halext conversation it belongs to. */
  readonly conversationId: number | null;
  /** The run this one goes on from, or repeats. */
  readonly previousId: number | null;
  /** It has ended, or begun to wait, and nobody has looked yet. */
  readonly unseen: boolean;
  /** Tokens as reported, in all; `null` when not reported. */
  readonly tokens: number | null;
}

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** A picture, sound, video or document an agent sent or pointed at: offered, never loaded by itself. */
export interface MediaRef {
  readonly type: 'image' | 'audio' | 'video' | 'document';
  readonly source:
    | { readonly kind: 'link'; readonly url: string }
    /** Complete `data:` address. */
    | { readonly kind: 'data'; readonly dataUrl: string; readonly bytes: number }
    /** A file of the source's own, which we cannot fetch. */
    | { readonly kind: 'file'; readonly name: string };
}

interface ItemBase {
  /** Unique within the run, stable, made by main. */
  readonly id: string;
  readonly at: number;
  readonly endedAt: number | null;
  /** Item id of the sub-agent it belongs to. */
  readonly owner: string | null;
}

/** One thing that happened in a run, in the order in which they began. All text is untrusted. */
export type RunItem =
  | (ItemBase & {
      readonly kind: 'message';
      readonly role: 'user' | 'assistant' | 'system' | 'developer';
      readonly name: string | null;
      readonly text: string;
      readonly media: readonly MediaRef[];
      /** The stream broke here: what stands is what arrived. */
      readonly broken: boolean;
    })
  | (ItemBase & { readonly kind: 'reasoning'; readonly text: string })
  | (ItemBase & {
      readonly kind: 'tool';
      readonly name: string;
      /** JSON as streamed; not always valid. */
      readonly args: string;
      readonly status: 'streaming' | 'executing' | 'done' | 'failed' | 'unanswered';
      readonly result: string | null;
      readonly media: readonly MediaRef[];
    })
  | (ItemBase & { readonly kind: 'step'; readonly name: string })
  | (ItemBase & { readonly kind: 'activity'; readonly type: string; readonly json: string })
  | (ItemBase & {
      readonly kind: 'subagent';
      readonly name: string;
      readonly description: string | null;
      readonly status: 'running' | 'done' | 'suspended' | 'failed';
      readonly text: string | null;
    })
  /** A moment of the run itself: how the gateway's runs and the resumes of AG-UI read on the timeline. */
  | (ItemBase & {
      readonly kind: 'moment';
      readonly what:
        | 'accepted'
        | 'silent'
        | 'heardAgain'
        | 'unreachable'
        | 'reachableAgain'
        | 'keyRefused'
        | 'asked'
        | 'answered'
        | 'ended';
    });

export type FieldType = 'boolean' | 'string' | 'text' | 'number' | 'integer' | 'enum' | 'enums';

/** A field of the form made from an interrupt's `responseSchema`. */
export interface FormField {
  /** Property name; empty when the schema is that one value itself. */
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly type: FieldType;
  readonly required: boolean;
  /** For `enum` and `enums`: each option's value as JSON text, and its words. */
  readonly options: readonly { readonly json: string; readonly label: string }[];
  /** As JSON text. */
  readonly initial: string | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Something an agent asks of the person. */
export interface Interrupt {
  readonly id: string;
  /** `interrupt`: of the protocol. `custom`: `CUSTOM on_interrupt`. `tool`: one of our own tools wants to be used. */
  readonly origin: 'interrupt' | 'custom' | 'tool';
  /** The agent's word, e.g. `tool_call`, `input_required`, `confirmation`; anything is legal. */
  readonly reason: string;
  readonly message: string | null;
  readonly toolName: string | null;
  /** Arguments of the call it is about, JSON text. */
  readonly args: string | null;
  /** The arguments may be changed before approving. */
  readonly editableArgs: boolean;
  /** `null`: the schema is no form; answer with JSON text. An empty list: nothing to fill in. */
  readonly form: readonly FormField[] | null;
  /** The schema as text, for the JSON editor. */
  readonly schema: string | null;
  readonly expiresAt: number | null;
}

export interface InterruptAnswer {
  readonly interruptId: string;
  /** `approve` and `refuse` are answers; `cancel` gives none. */
  readonly decision: 'approve' | 'refuse' | 'cancel';
  /** The form's value as JSON text, when there is one. */
  readonly payload: string | null;
  /** Changed arguments as JSON text. */
  readonly args: string | null;
}

export interface RunUsage {
  readonly provider: string | null;
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly totalTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly cachedInputTokens: number | null;
  readonly cacheWriteInputTokens: number | null;
}

export interface SharedState {
  /** Pretty JSON, cut when very long. */
  readonly json: string;
  readonly cut: boolean;
  /** JSON pointers of what the last change touched. */
  readonly changed: readonly string[];
  /** False after a patch that did not apply, until the next snapshot. */
  readonly inSync: boolean;
}

/** Everything of one run. */
export interface RunDetail {
  readonly run: RunSummary;
  readonly prompt: string;
  /** The turns that were sent along. */
  readonly earlier: readonly Turn[];
  readonly items: readonly RunItem[];
  readonly interrupts: readonly Interrupt[];
  readonly sharedState: SharedState | null;
  readonly usage: readonly RunUsage[];
  /** The text a person came for; what is copied, exported, answered. */
  readonly result: string | null;
  readonly media: readonly MediaRef[];
  /** Events in the log, and how many of them broke a rule of the protocol. */
  readonly events: number;
  readonly faults: number;
  /** Revision of the `run` topic this reflects. */
  readonly revision: number;
}

/** What changed in a run that a window shows. */
export type RunChange =
  | { readonly kind: 'summary'; readonly run: RunSummary }
  /** A new item at the end, or a new version of one that is there. */
  | { readonly kind: 'item'; readonly item: RunItem }
  /** Text that came at the end of a field that holds `from` characters so far. */
  | {
      readonly kind: 'append';
      readonly itemId: string;
      readonly field: 'text' | 'args';
      readonly from: number;
      readonly text: string;
    }
  | { readonly kind: 'removed'; readonly itemIds: readonly string[] }
  | { readonly kind: 'interrupts'; readonly interrupts: readonly Interrupt[] }
  | { readonly kind: 'sharedState'; readonly sharedState: SharedState | null }
  | { readonly kind: 'usage'; readonly usage: readonly RunUsage[] }
  | { readonly kind: 'result'; readonly result: string | null; readonly media: readonly MediaRef[] }
  | { readonly kind: 'events'; readonly events: number; readonly faults: number };

/** One line of a run's event log. */
export interface RunEventRow {
  readonly seq: number;
  readonly at: number;
  /** Event type of the protocol, or our word for what the gateway said. */
  readonly type: string;
  /** The event as JSON text, cut when very long. */
  readonly json: string;
  readonly cut: boolean;
  /** How many events of the same kind stand in this line, their texts joined. */
  readonly merged: number;
  /** Which rule it broke, in English; `null` when none. */
  readonly fault: string | null;
}

export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** Pass back as `before` for the next page; `null` at the end. */
  readonly next: number | null;
  /** Revision of the `runs` topic this reflects. */
  readonly revision: number;
}

export interface RunRequest {
  readonly sourceId: string;
  /** For gateways; `null` takes the source's own. */
  readonly model: string | null;
  readonly prompt: string;
  /** Earlier turns sent along. With `previousId` main adds that run's own. */
  readonly earlier: readonly Turn[];
  readonly conversationId: number | null;
  readonly previousId: number | null;
}
