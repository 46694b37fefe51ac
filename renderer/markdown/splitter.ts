import type { Token, Tokens } from 'marked';
import { type Definition, type Definitions, DefinitionTable, definitionsIn } from './definitions.ts';
import { type CodeState, Fence } from './fence.ts';
import { lexBlocks } from './lexer.ts';

/** A top-level block of a message. */
export type Block =
  | {
      readonly kind: 'markdown';
      readonly raw: string;
      /** The number a list goes on with, when it was too long to stay one block. */
      readonly goesOn: number | null;
    }
  | ({ readonly kind: 'code' } & CodeState)
  /** Too big to be parsed: shown as it was written. */
  | { readonly kind: 'plain'; readonly raw: string };

/** What there is to draw. Groups that are full keep their identity from one view to the next. */
export interface View {
  readonly groups: readonly (readonly Block[])[];
  readonly definitions: Definitions;
}

/** A group is full with so many blocks, or so many characters: it is drawn in one go. */
const GROUP = { blocks: 24, characters: 6_000 };
/**
 * Blocks of more characters than this are shown as plain text. Tables may be larger, for their cells are short; quotes
 * only smaller, for marked reads their lines over and over.
 */
const MAX_BLOCK = 20_000;
const MAX_OF: Readonly<Record<string, number>> = { table: 60_000, blockquote: 8_000 };
/** A list is cut into blocks of about this size, between two items. */
const LIST_PIECE = 3_000;
/** Text is taken in slices, so that marked never sees more than one of them beyond an open block. */
const SLICE = 8_000;

/** A top-level token and where it stands in the tail; blank lines between pieces belong to none. */
interface Piece {
  readonly token: Token;
  readonly start: number;
  readonly end: number;
}

type Mode =
  | { readonly kind: 'markdown' }
  | { readonly kind: 'fence'; readonly fence: Fence }
  /** Plain until a blank line at or after `from`. */
  | { readonly kind: 'plain'; readonly from: number };

/**
 * Splits Markdown into top-level blocks while it grows. What has been closed is never read again: a block is closed
 * when another one follows it in the lines that are complete, for only the last block can still change. The outcome does
 * not depend on how the text was cut up on its way here.
 */
export class Splitter {
  #mode: Mode = { kind: 'markdown' };
  /** Text after the last closed block; in a fence, after its last complete line. */
  #tail = '';
  #carriageReturn = false;
  #full: (readonly Block[])[] = [];
  #partial: Block[] = [];
  #weight = 0;
  #goesOn: number | null = null;
  readonly #table = new DefinitionTable();

  /** Adds text at the end. Throws what marked throws; the splitter is of no use after that. */
  append(delta: string): void {
    const text = this.#withLineFeeds(delta);
    for (let at = 0; at < text.length; at += SLICE) {
      const slice = text.slice(at, at + SLICE);
      this.#tail += slice;
      // Only complete lines, and blocks that outgrow their limit within one, change what is closed.
      if (slice.includes('\n') || this.#tail.length > MAX_BLOCK) while (this.#advance());
    }
  }

  /** Everything so far. `complete` says that no more text will come: the last line counts as finished. */
  view(complete: boolean): View {
    const open = this.#mode.kind === 'markdown' ? piecesOf(this.#tail) : [];
    const rest = [...this.#partial, ...this.#openBlocks(open)];
    const groups = rest.length === 0 ? this.#full : [...this.#full, rest];
    return { groups, definitions: this.#definitions(open, complete) };
  }

  #withLineFeeds(delta: string): string {
    const text = this.#carriageReturn ? `\r${delta}` : delta;
    this.#carriageReturn = text.endsWith('\r');
    const whole = this.#carriageReturn ? text.slice(0, -1) : text;
    return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
  }

  /** One step; `true` while there may be another. */
  #advance(): boolean {
    switch (this.#mode.kind) {
      case 'markdown':
        return this.#readMarkdown();
      case 'fence':
        return this.#readFence(this.#mode.fence);
      case 'plain':
        return this.#readPlain(this.#mode.from);
    }
  }

  #readMarkdown(): boolean {
    const complete = this.#tail.slice(0, this.#tail.lastIndexOf('\n') + 1);
    const pieces = piecesOf(complete === '' ? this.#tail : complete);
    for (const [index, piece] of pieces.entries()) {
      if (this.#leaveMarkdown(piece) || this.#cutList(piece)) return true;
      const next = pieces[index + 1];
      if (!next || this.#mayGoOn(piece, next, pieces[index + 2])) {
        this.#tail = this.#tail.slice(piece.start);
        return false;
      }
      this.#commit(this.#markdown(piece), definitionsIn(piece.token));
    }
    // Nothing but blank lines.
    this.#tail = this.#tail.slice(complete.length);
    return false;
  }

  /** Opens a fence, or gives up on a block that is too big; the text before the piece is done with. */
  #leaveMarkdown(piece: Piece): boolean {
    const fence = this.#fenceAt(piece);
    if (fence) {
      this.#mode = { kind: 'fence', fence };
      this.#tail = this.#tail.slice(this.#tail.indexOf('\n', piece.start) + 1);
      return true;
    }
    const most = MAX_OF[piece.token.type] ?? MAX_BLOCK;
    if (piece.end - piece.start <= most) return false;
    this.#mode = { kind: 'plain', from: most };
    this.#tail = this.#tail.slice(piece.start);
    return true;
  }

  #fenceAt(piece: Piece): Fence | null {
    if (piece.token.type !== 'code' || piece.token.codeBlockStyle === 'indented') return null;
    const newline = this.#tail.indexOf('\n', piece.start);
    return newline === -1 ? null : Fence.open(this.#tail.slice(piece.start, newline));
  }

  /** Closes the first items of a long list, once the item after them has begun for sure. */
  #cutList(piece: Piece): boolean {
    if (piece.token.type !== 'list' || piece.end - piece.start < LIST_PIECE) return false;
    const list = piece.token as Tokens.List;
    let at = piece.start;
    for (const [index, item] of list.items.entries()) {
      if (at - piece.start >= LIST_PIECE) {
        const first = this.#goesOn ?? Number(list.start || 1);
        this.#commit(
          this.#markdown({ ...piece, end: at }),
          definitionsIn({ ...list, items: list.items.slice(0, index) }),
        );
        this.#goesOn = first + index;
        this.#tail = this.#tail.slice(at);
        return true;
      }
      at += item.raw.length;
    }
    return false;
  }

  #mayGoOn(piece: Piece, next: Piece, afterNext: Piece | undefined): boolean {
    if (afterNext) return false;
    // The lines after a definition may turn out to be its title.
    if (piece.token.type === 'def') return /^\s*["'(]/.test(this.#tail.slice(next.start, next.end));
    // What looks like the beginning of a formula may turn out to belong to the paragraph it interrupts.
    return next.token.type === 'maths' && next.token.closed !== true;
  }

  #readFence(fence: Fence): boolean {
    let at = 0;
    for (;;) {
      const newline = this.#tail.indexOf('\n', at);
      if (newline === -1) break;
      const line = this.#tail.slice(at, newline);
      at = newline + 1;
      if (!fence.take(line)) continue;
      this.#commit({ kind: 'code', ...fence.state('', true) }, []);
      this.#mode = { kind: 'markdown' };
      this.#tail = this.#tail.slice(at);
      return true;
    }
    this.#tail = this.#tail.slice(at);
    return false;
  }

  #readPlain(from: number): boolean {
    const blank = /\n[ \t]*\n/g;
    blank.lastIndex = from;
    const found = blank.exec(this.#tail);
    if (!found) {
      this.#mode = { kind: 'plain', from: Math.max(from, this.#tail.lastIndexOf('\n')) };
      return false;
    }
    this.#commit({ kind: 'plain', raw: this.#tail.slice(0, found.index) }, []);
    this.#mode = { kind: 'markdown' };
    this.#tail = this.#tail.slice(found.index);
    return true;
  }

  #markdown(piece: Piece): Block {
    const raw = withoutEnd(this.#tail.slice(piece.start, piece.end));
    return { kind: 'markdown', raw, goesOn: piece.start === 0 && piece.token.type === 'list' ? this.#goesOn : null };
  }

  #commit(block: Block, definitions: readonly Definition[]): void {
    this.#goesOn = null;
    this.#table.add(definitions);
    this.#partial.push(block);
    this.#weight += block.kind === 'code' ? 0 : block.raw.length;
    if (this.#partial.length < GROUP.blocks && this.#weight < GROUP.characters) return;
    this.#full = [...this.#full, this.#partial];
    this.#partial = [];
    this.#weight = 0;
  }

  #openBlocks(pieces: readonly Piece[]): readonly Block[] {
    switch (this.#mode.kind) {
      case 'markdown':
        return pieces.map((piece) => this.#openBlock(piece));
      case 'fence':
        return [{ kind: 'code', ...this.#mode.fence.state(this.#tail, false) }];
      case 'plain':
        return [{ kind: 'plain', raw: this.#tail }];
    }
  }

  /** A fence whose first line is still being written is code already. */
  #openBlock(piece: Piece): Block {
    const raw = this.#tail.slice(piece.start, piece.end);
    const fence = piece.token.type === 'code' ? Fence.open(raw) : null;
    return fence ? { kind: 'code', ...fence.state('', false) } : this.#markdown(piece);
  }

  #definitions(open: readonly Piece[], complete: boolean): Definitions {
    const settled = open.filter((piece) => complete || this.#tail.indexOf('\n', piece.end - 1) !== -1);
    return this.#table.snapshot(settled.flatMap((piece) => definitionsIn(piece.token)));
  }
}

function piecesOf(tail: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let before: Token | null = null;
  for (const token of lexBlocks(tail)) {
    const end = at + token.raw.length;
    const last = pieces.at(-1);
    if (last && leansOn(token, before)) pieces[pieces.length - 1] = { ...last, end };
    else if (token.type !== 'space') pieces.push({ token, start: at, end });
    at = end;
    before = token;
  }
  if (at !== tail.length) throw new Error('The tokens do not add up to the text');
  return pieces;
}

/**
 * An underlined heading, or a table whose head begins like HTML, directly after a paragraph: on its own marked might
 * read something else into its first line, so the two are never parted.
 */
function leansOn(token: Token, before: Token | null): boolean {
  if (before?.type !== 'paragraph') return false;
  if (token.type === 'table') return /^ {0,3}</.test(token.raw);
  return token.type === 'heading' && !/^ {0,3}#/.test(token.raw);
}

/** Without the line feeds at the end. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '\n') end--;
  return text.slice(0, end);
}
