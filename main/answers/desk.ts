import type { AnswerSource } from '../../preload/contract.ts';
import type { Result } from '../errors.ts';
import type { Parameters } from './parameters.ts';
import type { ChatSource } from './source.ts';

/** A source that can be asked now, with what its settings say. Main only: it holds its key. */
export interface OpenSource {
  readonly source: ChatSource;
  readonly name: string;
  readonly demo: boolean;
  /** This computer or a private network; everything else is the public internet. */
  readonly nearby: boolean;
  readonly model: string | null;
  /** `null`: none. */
  readonly system: string | null;
  readonly parameters: Parameters;
  readonly prices: AnswerSource['prices'];
}

/** Whoever can be asked a question, by the id of a target. */
export interface AnswerDesk {
  /**
   * Reads its settings and its key anew: they may have changed since the last question. Errors: `notFound`/`source`;
   * `auth`/`signedOut` for the Halext server when no account is open; those of the keychain.
   */
  open(sourceId: string): Promise<Result<OpenSource>>;
  /** Tokens of question and answer together that a model takes, when the source has told or it is known. */
  contextTokens(sourceId: string, model: string | null): number | null;
}

/** The AI of the Halext server, asked without a conversation of its own. */
export const HALEXT_TARGET = 'halext';
