import { type AppError, appError, fail, ok, type Result } from '../errors.ts';

/** One value of the outer array, as written; `null` text when it was longer than is read. */
export interface Piece {
  readonly text: string | null;
}

export interface Splitter {
  /** Takes the next part of the file; answers the values that are whole now. */
  push(chunk: string): Result<readonly Piece[]>;
  /** The file has ended. Errors: `validation`/`notJson` when there was nothing, `cutOff` in the middle of something. */
  end(): Result<null>;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Cuts a JSON file into the values of its outer array without ever holding all of it; an outer object is the only value.
 * It looks at brackets and strings only: whoever parses a piece finds out whether it is right. Pieces longer than
 * `longest` (UTF-16 units) are passed over.
 */
export function createSplitter(longest: number): Splitter {
  let phase: 'before' | 'among' | 'after' = 'before';
  /** Brackets open around what comes next; the outer array counts. */
  let depth = 0;
  /** Depth at which values are told apart: 1 in an array, 0 for a lone object. */
  let level = 1;
  let inString = false;
  /** The next character belongs to a backslash. */
  let escaped = false;
  let parts: string[] = [];
  let length = 0;

  function keep(text: string): void {
    length += text.length;
    if (length > longest) parts = [];
    else parts.push(text);
  }

  function take(): Piece {
    const piece = { text: length > longest ? null : parts.join('') };
    parts = [];
    length = 0;
    return piece;
  }

  /** The outer bracket; answers where what is in it begins, or `null` when this is no JSON of ours. */
  function begin(chunk: string): number | null {
    const at = chunk.search(/[^\s\ufeff]/);
    if (at < 0) return chunk.length;
    phase = 'among';
    if (chunk[at] === '[') {
      depth = 1;
      return at + 1;
    }
    level = 0;
    return chunk[at] === '{' ? at : null;
  }

  /** From inside a string to after its end, or to the end of the chunk. By index: expressions are ten times as slow here. */
  function passString(chunk: string, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (escaped) escaped = false;
      else if (code === BACKSLASH) escaped = true;
      else if (code === QUOTE) {
        inString = false;
        return at + 1;
      }
    }
    return chunk.length;
  }

  /** The values that end in this part of the file, from an index on; `null` when brackets do not match. */
  function scan(chunk: string, from: number): Piece[] | null {
    const pieces: Piece[] = [];
    let start = from;
    let at = from;
    while (at < chunk.length && phase === 'among') {
      if (inString) {
        at = passString(chunk, at);
        continue;
      }
      const code = chunk.charCodeAt(at);
      at += 1;
      if (code === QUOTE) inString = true;
      else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
        if (depth === level) start = at - 1;
        depth += 1;
      } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
        depth -= 1;
        if (depth < level && code === CLOSE_OBJECT) return null;
        if (depth === level) {
          keep(chunk.slice(start, at));
          pieces.push(take());
        }
        if (depth === 0) phase = 'after';
      }
    }
    if (phase === 'among' && depth > level) keep(chunk.slice(start));
    return pieces;
  }

  return {
    push(chunk) {
      const from = phase === 'before' ? begin(chunk) : 0;
      const pieces = from === null ? null : scan(chunk, from);
      return pieces ? ok(pieces) : fail(notJson());
    },
    end() {
      if (phase === 'after') return ok(null);
      if (phase === 'before') return fail(notJson());
      return fail(appError('validation', 'the file ends in the middle', { reason: 'cutOff' }));
    },
  };
}

function notJson(): AppError {
  return appError('validation', 'the file is no JSON array or object', { reason: 'notJson' });
}
