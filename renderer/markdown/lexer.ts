import { Lexer, type MarkedOptions, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';
import { footnoteDefinition, footnoteReference } from './footnote-syntax.ts';
import { blockMaths, inlineMaths, maskMaths, mathsStart } from './maths-syntax.ts';

/** Targets of link reference definitions by normalised label; without prototype. */
export type Links = TokensList['links'];

/** Text that a guard refused to parse further. */
export interface PlainToken extends Tokens.Generic {
  readonly type: 'plain';
  readonly raw: string;
}

/** Containers (lists, quotes) inside each other, and emphasis inside each other; beyond, text. */
const MAX_BLOCK_DEPTH = 20;
const MAX_INLINE_DEPTH = 20;
/** Characters handed to nested block passes: lazily continued quotes make marked read the same lines again and again. */
const MAX_NESTED_WORK = 100_000;
/** Delimiters × characters of one run of text: marked's search for pairs is at worst of that order. */
const MAX_INLINE_WORK = 4_000_000;
const DELIMITERS = /[*_~[\]()<`$&\\!]/g;

class GuardedTokenizer extends Tokenizer {
  /** marked 18.2 throws on a lazily continued list in a quote in a list item; then the quote alone is left as it is. */
  override blockquote(src: string): Tokens.Blockquote | undefined {
    const { top } = this.lexer.state;
    try {
      return super.blockquote(src);
    } catch {
      this.lexer.state.top = top;
      return this.#asItStands(src);
    }
  }

  #asItStands(src: string): Tokens.Blockquote | undefined {
    const raw = this.rules.block.blockquote.exec(src)?.[0].replace(/\n$/, '');
    return raw === undefined ? undefined : { type: 'blockquote', raw, text: raw, tokens: [plain(raw)] };
  }

  /** A title ends before a blank line (CommonMark 0.31, section 4.7), which marked lets it run over. */
  override def(src: string): Tokens.Def | undefined {
    const token = super.def(src);
    const blank = token ? /\n[ \t]*\n(?=.)/s.exec(token.raw) : null;
    return blank ? super.def(src.slice(0, blank.index + 1)) : token;
  }

  /**
   * An underline reaches neither over a formula nor over a list (CommonMark 0.31, section 4.3), of which marked forgets
   * those with a tab.
   */
  override lheading(src: string): Tokens.Heading | undefined {
    const token = super.lheading(src);
    if (!token || /\n {0,3}(?:[*+-]|\d{1,9}[.)])\t/.test(token.raw)) return undefined;
    const formula = mathsStart.call({ lexer: this.lexer }, src);
    return typeof formula === 'number' && formula < token.raw.length ? undefined : token;
  }

  /** Stops before a dollar, so that the next token can be a formula. */
  override inlineText(src: string): Tokens.Text | undefined {
    const token = super.inlineText(src);
    const dollar = token ? token.raw.indexOf('$', 1) : -1;
    if (!token || dollar === -1) return token;
    const text = token.raw.slice(0, dollar);
    return { ...token, raw: text, text };
  }
}

/** marked's lexer, with a floor under hostile nesting and hostile density. */
class GuardedLexer extends Lexer {
  #blockDepth = 0;
  #nestedWork = 0;
  #inlineDepth = 0;

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] | TokensList = [], lastParagraphClipped = false): Token[] {
    if (this.#blockDepth > 0) this.#nestedWork += src.length;
    if (this.#blockDepth >= MAX_BLOCK_DEPTH || this.#nestedWork > MAX_NESTED_WORK) {
      // As the method it replaces does on its way out.
      this.state.top = true;
      tokens.push(plain(src));
      return tokens;
    }
    this.#blockDepth++;
    try {
      return super.blockTokens(src, tokens, lastParagraphClipped);
    } finally {
      this.#blockDepth--;
    }
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.#inlineDepth >= MAX_INLINE_DEPTH || isTooDense(src)) {
      tokens.push(plain(src));
      return tokens;
    }
    this.#inlineDepth++;
    try {
      return super.inlineTokens(src, tokens);
    } finally {
      this.#inlineDepth--;
    }
  }
}

function plain(raw: string): PlainToken {
  return { type: 'plain', raw };
}

function isTooDense(src: string): boolean {
  if (src.length < 500) return false;
  return src.length * (src.match(DELIMITERS)?.length ?? 0) > MAX_INLINE_WORK;
}

const EXTENSIONS: NonNullable<MarkedOptions['extensions']> = {
  renderers: {},
  childTokens: {},
  block: [blockMaths, footnoteDefinition],
  inline: [inlineMaths, footnoteReference],
  startBlock: [mathsStart],
};

function newLexer(src: string): GuardedLexer {
  return new GuardedLexer({
    gfm: true,
    tokenizer: new GuardedTokenizer(),
    extensions: EXTENSIONS,
    ...(src.includes('$') && { hooks: { emStrongMask: maskMaths } as NonNullable<MarkedOptions['hooks']> }),
  });
}

/** The blocks of a text, with line feeds only; the text inside them is not parsed. Throws what marked throws. */
export function lexBlocks(src: string): Token[] {
  return newLexer(src).blockTokens(src, []);
}

/** The complete tokens of a text, reference links resolved through `links`. Throws what marked throws. */
export function lexAll(src: string, links: Links): Token[] {
  const lexer = newLexer(src);
  Object.assign(lexer.tokens.links, links);
  return lexer.lex(src);
}
