/** Lines in one piece of code: a piece that is complete is never drawn again. */
export const PIECE_LINES = 32;

/** A fenced block as far as it has come. */
export interface CodeState {
  /** What stands after the opening fence, as written. */
  readonly info: string;
  /** Complete pieces of 32 lines, each line with its line feed. */
  readonly pieces: readonly string[];
  /** What follows them. */
  readonly rest: string;
  readonly closed: boolean;
}

const OPENING = /^( {0,3})(`{3,}(?=[^`\n]*$)|~{3,})([^\n]*)$/;

/**
 * Reads a fenced code block line by line (CommonMark 0.31, section 4.5), so that a long block costs what is added to
 * it and not what it holds.
 */
export class Fence {
  readonly #indent: number;
  readonly #closing: RegExp;
  readonly #info: string;
  #pieces: readonly string[] = [];
  #lines: string[] = [];

  private constructor(indent: number, marker: string, info: string) {
    this.#indent = indent;
    this.#closing = new RegExp(`^ {0,3}${marker}${marker.charAt(0)}* *$`);
    this.#info = info;
  }

  /** Starts at an opening line without its line feed; `null` when it is none. */
  static open(line: string): Fence | null {
    const match = OPENING.exec(line);
    return match ? new Fence((match[1] ?? '').length, match[2] ?? '', (match[3] ?? '').trim()) : null;
  }

  /** Takes one complete line without its line feed; `true` when it closed the block. */
  take(line: string): boolean {
    if (this.#closing.test(line)) return true;
    this.#lines.push(`${this.#dedent(line)}\n`);
    if (this.#lines.length === PIECE_LINES) {
      this.#pieces = [...this.#pieces, this.#lines.join('')];
      this.#lines = [];
    }
    return false;
  }

  /** The block with the line that is still being written; that line may be the closing one. */
  state(partial: string, closed: boolean): CodeState {
    const ends = closed || this.#closing.test(partial);
    const rest = this.#lines.join('') + (ends ? '' : this.#dedent(partial));
    return { info: this.#info, pieces: this.#pieces, rest, closed: ends };
  }

  #dedent(line: string): string {
    let at = 0;
    while (at < this.#indent && line[at] === ' ') at++;
    return line.slice(at);
  }
}

/** A whole code text in the same pieces. */
export function piecesOf(text: string): { pieces: string[]; rest: string } {
  const pieces: string[] = [];
  let start = 0;
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (++lines < PIECE_LINES) continue;
    pieces.push(text.slice(start, at + 1));
    start = at + 1;
    lines = 0;
  }
  return { pieces, rest: text.slice(start) };
}
