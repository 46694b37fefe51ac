/** Sources of agents and of answers: what a window may know of them. Part of `contract.ts`. */

import type { AppError } from './contract.ts';

/** `gateway`: the agent gateway's tasks. `agui`: an endpoint that speaks AG-UI. */
export type AgentSourceKind = 'gateway' | 'agui';
/** Servers that answer one question at a time and keep nothing of it. */
export type AnswerSourceKind = 'openai-compatible' | 'open-webui' | 'openai-connector' | 'mistral-connector';
export type SourceKind = AgentSourceKind | AnswerSourceKind;

export interface SourceHeader {
  readonly name: string;
  /** `null` when the value is secret: it is in the keychain, and main alone reads it. */
  readonly value: string | null;
}

interface SourceBase {
  /** Made by main, never reused; `demo-…` for those of the demo workspace. */
  readonly id: string;
  readonly name: string;
  /** Normalised, without trailing slash. */
  readonly address: string;
  /** Comes and goes with the demo workspace; cannot be edited. */
  readonly demo: boolean;
}

export interface GatewaySource extends SourceBase {
  readonly kind: 'gateway';
  /** A key is kept for it. */
  readonly hasKey: boolean;
  /** Model of new tasks as the gateway names it, `backend/model`. */
  readonly model: string | null;
}

export interface AguiSource extends SourceBase {
  readonly kind: 'agui';
  readonly headers: readonly SourceHeader[];
  /** `1.0` is announced to the agent; `legacy` leaves the field out, for servers that refuse what they do not know. */
  readonly protocol: '1.0' | 'legacy';
  /** JSON object sent as `forwardedProps`, as text; empty for none. */
  readonly forwardedProps: string;
  /** Sends the context entry and the forwarded properties of the Open WebUI pipe. */
  readonly openWebuiPreset: boolean;
  /** Longest silence of a stream that is borne, seconds. */
  readonly idleSeconds: number;
  /** Tools of this computer that are declared to the agent. Each use is asked about. */
  readonly tools: { readonly openUrl: boolean; readonly copyToClipboard: boolean };
}

export interface AnswerSource extends SourceBase {
  readonly kind: AnswerSourceKind;
  readonly hasKey: boolean;
  readonly headers: readonly SourceHeader[];
  readonly model: string | null;
  /** Said before every conversation; empty for none. */
  readonly system: string;
  readonly parameters: AnswerParameters;
  readonly stream: boolean;
  /** Seconds; there is no limit on the whole answer. */
  readonly timeouts: { readonly firstByte: number; readonly betweenBytes: number };
  /** Of a million tokens. */
  readonly prices: { readonly input: number; readonly output: number; readonly currency: string } | null;
  /** This computer or a private network; everything else is the public internet. */
  readonly nearby: boolean;
}

/** How an answer is made; `null` leaves it to the server. */
export interface AnswerParameters {
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  readonly topP: number | null;
  readonly frequencyPenalty: number | null;
  readonly presencePenalty: number | null;
  /** Mistral's own guard. */
  readonly safePrompt: boolean | null;
}

export type AgentSource = GatewaySource | AguiSource;
export type Source = AgentSource | AnswerSource;

/** What a person changes. A secret left out (`undefined`) stays as it is; `null` forgets it. */
export type SourceDraft =
  | {
      readonly kind: 'gateway';
      /** `null` makes a new one. */
      readonly id: string | null;
      readonly name: string;
      readonly address: string;
      readonly key?: string | null;
      readonly model: string | null;
    }
  | {
      readonly kind: 'agui';
      readonly id: string | null;
      readonly name: string;
      readonly address: string;
      /** `secret` with `value: null` keeps the value that is in the keychain. */
      readonly headers: readonly { readonly name: string; readonly value: string | null; readonly secret: boolean }[];
      readonly protocol: '1.0' | 'legacy';
      readonly forwardedProps: string;
      readonly openWebuiPreset: boolean;
      readonly idleSeconds: number;
      readonly tools: { readonly openUrl: boolean; readonly copyToClipboard: boolean };
    }
  | AnswerSourceDraft;

export interface AnswerSourceDraft {
  readonly kind: AnswerSourceKind;
  readonly id: string | null;
  readonly name: string;
  readonly address: string;
  readonly key?: string | null;
  /** As those of `agui`. */
  readonly headers: readonly { readonly name: string; readonly value: string | null; readonly secret: boolean }[];
  readonly model: string | null;
  readonly system: string;
  readonly parameters: AnswerParameters;
  readonly stream: boolean;
  readonly timeouts: AnswerSource['timeouts'];
  readonly prices: AnswerSource['prices'];
}

/** The models of a source. A gateway's empty answer is normal: the last list that held something is kept. */
export interface SourceModels {
  /** Exactly as they must be sent. */
  readonly models: readonly string[];
  /** What more is known of some of them. */
  readonly details: readonly ModelDetail[];
  /** When `models` was received; `null` when never. */
  readonly fetchedAt: number | null;
  /** The gateway answered just now, with an empty list. */
  readonly emptyNow: boolean;
}

export interface ModelDetail {
  readonly id: string;
  readonly name: string;
  readonly contextTokens: number | null;
  /** `false`: listed, but switched off by its server. */
  readonly active: boolean;
}

/** A configuration that was pasted, as a draft to look through; it holds its key until it is saved or thrown away. */
export interface ImportedSource {
  readonly draft: AnswerSourceDraft;
  /** Fields that could not be taken as they are: see `ImportProblem` in `main/answers/import.ts`. */
  readonly problems: readonly { readonly field: string; readonly reason: string }[];
}

/** The links of a connection test, in their order. */
export type TestStep = 'address' | 'reachable' | 'service' | 'authorised' | 'model' | 'answer';

export interface TestStepReport {
  readonly step: TestStep;
  readonly verdict:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'running' }
    | { readonly kind: 'passed' }
    /** `near`: ids of models like the wanted one, best first. */
    | { readonly kind: 'failed'; readonly error: AppError; readonly near: readonly string[] }
    | { readonly kind: 'skipped'; readonly reason: 'earlier' | 'notNeeded' };
  /** `null` while not ended. */
  readonly ms: number | null;
}
