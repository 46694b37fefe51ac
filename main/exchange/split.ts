import { appError, fail, ok, type Result } from '../errors.ts';

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

/** What matters outside a string, and what matters inside one. */
const OUTSIDE = /["[\]{}]/g;
const INSIDE = /["\\]/g;

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

  /** From inside a string to after its end, or to the end of the chunk. */
  function passString(chunk: string, from: number): number {
    let at = from;
    if (escaped && at < chunk.length) {
      escaped = false;
      at += 1;
    }
    for (;;) {
      INSIDE.lastIndex = at;
      const found = INSIDE.exec(chunk);
      if (!found) return chunk.length;
      if (found[0] === '"') {
        inString = false;
        return found.index + 1;
      }
      at = found.index + 2;
      if (at <= chunk.length) continue;
      escaped = true;
      return chunk.length;
    }
  }

  return {
    push(chunk) {
      const pieces: Piece[] = [];
      let at = 0;
      if (phase === 'before') {
        const first = begin(chunk);
        if (first === null) return fail(notJson(chunk));
        at = first;
      }
      let start = at;
      while (at < chunk.length && phase === 'among') {
        if (inString) {
          at = passString(chunk, at);
          continue;
        }
        OUTSIDE.lastIndex = at;
        const found = OUTSIDE.exec(chunk);
        if (!found) break;
        at = found.index + 1;
        const sign = found[0];
        if (sign === '"') inString = true;
        else if (sign === '{' || sign === '[') {
          if (depth === level) start = found.index;
          depth += 1;
        } else {
          depth -= 1;
          if (depth < level) {
            if (sign === '}') return fail(notJson(''));
            phase = 'after';
          }
          if (phase === 'among' && depth === level) {
            keep(chunk.slice(start, at));
            pieces.push(take());
            start = at;
            if (level === 0) phase = 'after';
          }
        }
      }
      if (phase === 'among' && depth > level) keep(chunk.slice(start));
      return ok(pieces);
    },
    end() {
      if (phase === 'after') return ok(null);
      if (phase === 'before') return fail(notJson(''));
      return fail(appError('validation', 'the file ends in the middle', { reason: 'cutOff' }));
    },
  };
}

function notJson(text: string) {
  // ZIP archives say so with their first two letters.
  const reason = text.startsWith('PK') ? 'archive' : 'notJson';
  return appError('validation', 'the file is no JSON array or object', { reason });
}
