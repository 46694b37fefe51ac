import type { Turn } from '../../preload/contract.ts';
import type { Clock, Random } from '../clock.ts';
import type { AppError, Result } from '../errors.ts';
import type { HttpClient } from '../http/message.ts';
import type { Secret } from '../secret.ts';
import type { TestReport, TestSink } from './connection-test.ts';
import type { ParameterName, Parameters } from './parameters.ts';

/**
 * Something that answers questions over HTTP. Made from its settings for one use or for many; it holds no state of a
 * conversation, and making it costs nothing.
 */
export interface ChatSource {
  readonly identity: SourceIdentity;
  readonly capabilities: Capabilities;
  /** In the server's order. Rows that cannot be read are left out. Errors: those of the request. */
  models(signal?: AbortSignal): Promise<Result<readonly SourceModel[]>>;
  /**
   * Asks once, and tells the sink what comes while it comes. Whatever the sink was told stays said: a failure after that
   * is an end of kind `incomplete`. A failure before it is an error, and another source may be asked instead.
   *
   * Errors: `validation` with the parameter's name as reason, `question` (no turn of the person's) or `noModel`; those
   * of the request; those of `refusal.ts`.
   */
  send(request: AnswerRequest, sink: AnswerSink, signal: AbortSignal): Promise<Result<AnswerEnd>>;
  /** One request. `embeddings.ts` makes batches of many texts. Errors: `validation`/`noEmbeddings`; as `send`. */
  embed(request: EmbeddingRequest, signal: AbortSignal): Promise<Result<Embeddings>>;
  /** Looks at each link of the chain in turn, up to an answer of one token. */
  test(sink: TestSink, signal: AbortSignal): Promise<TestReport>;
}

export interface SourceIdentity {
  readonly id: string;
  /** A name of `registry.ts`. */
  readonly kind: string;
  readonly name: string;
  /** Normalised, without trailing slash. */
  readonly address: string;
}

export interface Capabilities {
  /** The answer comes while it is made. */
  readonly stream: boolean;
  /** Ending the request ends the work: no answer comes later. */
  readonly stop: boolean;
  readonly systemPrompt: boolean;
  /** What it takes; other parameters are left out of the request. */
  readonly parameters: readonly ParameterName[];
  readonly models: boolean;
  /** Without a model it cannot answer. */
  readonly needsModel: boolean;
  readonly embeddings: boolean;
  /** Who keeps the conversation. `us`: the whole history goes with each question. */
  readonly keeps: 'server' | 'us';
}

/** What a source is set up with, its secrets included. Main only. */
export interface SourceSettings {
  readonly id: string;
  readonly name: string;
  /** As its kind normalised it. */
  readonly address: string;
  /** `null` or empty: no credential is sent. */
  readonly key: Secret | null;
  /** The model asked unless a request names another. */
  readonly model: string | null;
  /** Extra headers; those the protocol needs win over them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ask for the answer piece by piece, where the kind can. */
  readonly stream: boolean;
  readonly timeouts: AnswerTimeouts;
}

/** Milliseconds. There is no limit on the whole answer. */
export interface AnswerTimeouts {
  readonly firstByteMs: number;
  /** Longest silence within the answer. */
  readonly betweenBytesMs: number;
}

export interface SourceDeps {
  readonly http: Pick<HttpClient, 'request' | 'stream'>;
  readonly clock: Clock;
  readonly random: Random;
}

export interface SourceModel {
  /** Exactly as it must be sent: `Technova` is not `technova`. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly ownedBy: string | null;
  /** Tokens of question and answer together, when told or known. */
  readonly contextTokens: number | null;
  /** `false`: listed, but switched off by its server. */
  readonly active: boolean;
}

export interface AnswerRequest {
  /** Oldest first; `context.ts` cuts them to the model. Blank ones are left out. */
  readonly turns: readonly Turn[];
  /** `null`: the model of the settings, else the server's own. */
  readonly model: string | null;
  readonly system: string | null;
  readonly parameters: Parameters;
}

/** Is told what comes, in order. Texts are deltas and untrusted. */
export interface AnswerSink {
  text(delta: string): void;
  reasoning(delta: string): void;
  /** A piece of a call of a tool. It is shown as a fact and never carried out. */
  toolCall?(piece: ToolCallPiece): void;
  usage(usage: Usage): void;
  /** The model that answers, when the server first names it. */
  model(id: string): void;
}

export interface ToolCallPiece {
  /** Which of several calls. */
  readonly index: number;
  readonly id: string | null;
  readonly name: string | null;
  /** The next characters of the arguments. */
  readonly args: string;
}

/** Tokens as reported; `null` where not reported. */
export interface Usage {
  readonly input: number | null;
  readonly output: number | null;
  readonly total: number | null;
}

/** What is known of an answer that has ended. Times are milliseconds since the epoch. */
export interface AnswerFacts {
  readonly usage: Usage | null;
  readonly model: string | null;
  /** Why the model itself ended, when it said so; `length` means that the limit of tokens cut it. */
  readonly finish: Finish | null;
  /** Requests made, retries included. */
  readonly attempts: number;
  readonly times: AnswerTimes;
}

export type Finish = 'stop' | 'length' | 'filtered' | 'tools';

export interface AnswerTimes {
  /** `send` was called. */
  readonly asked: number;
  /** The last request was handed to the socket whole. */
  readonly sent: number | null;
  /** The answer's status and headers were there. */
  readonly firstByte: number | null;
  /** The first text, reasoning or tool call. */
  readonly firstText: number | null;
  readonly end: number;
}

export type AnswerEnd = AnswerFacts &
  (
    | { readonly kind: 'complete' }
    /**
     * What was told is not all. `noDone`: the stream ended properly but without its `[DONE]`; `brokenStream`: connection
     * or format broke; `errorFrame`: the server reported an error in the middle.
     */
    | { readonly kind: 'incomplete'; readonly why: IncompleteReason; readonly error: AppError }
    /** The signal ended it. */
    | { readonly kind: 'stopped' }
  );

export type IncompleteReason = 'noDone' | 'brokenStream' | 'errorFrame';

export interface EmbeddingRequest {
  /** None of them blank. */
  readonly texts: readonly string[];
  /** `null`: the server's own. */
  readonly model: string | null;
}

export interface Embeddings {
  /** One per text, in their order, all of the same length. */
  readonly vectors: readonly Float32Array[];
  readonly model: string | null;
  readonly tokens: number | null;
}
