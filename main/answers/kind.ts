import type { Result } from '../errors.ts';
import type { AnswerTimeouts, Capabilities, ChatSource, SourceDeps, SourceSettings } from './source.ts';

/** A kind of source: what is the same for all of them, and how one is made. */
export interface ChatSourceKind {
  readonly capabilities: Capabilities;
  /** What a new source begins with. */
  readonly timeouts: AnswerTimeouts;
  /** Reads what was typed as the address. Errors: those of `parseTypedAddress`. */
  normaliseAddress(typed: string): Result<string>;
  create(settings: SourceSettings, deps: SourceDeps): ChatSource;
}
