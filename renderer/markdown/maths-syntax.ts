import type { TokenizerExtensionFunction, TokenizerStartFunction, Tokens } from 'marked';

/** A formula, or the beginning of one that has not been closed yet. */
export interface MathsToken extends Tokens.Generic {
  readonly type: 'maths';
  readonly raw: string;
  readonly tex: string;
  readonly display: boolean;
  /** An open formula shows its source. */
  readonly closed: boolean;
}

/** The longest formula looked for, in characters: it bounds every search below. */
const LONGEST = 4000;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;
const TEX_SIGN = /[\\^_={}]/;

function maths(raw: string, tex: string, display: boolean, closed = true): MathsToken {
  return { type: 'maths', raw, tex: tex.trim(), display, closed };
}

/** `$…$`, `$$…$$`, `\(…\)` and `\[…\]` inside a line of text. */
export const inlineMaths: TokenizerExtensionFunction = (src, tokens) => {
  if (src.startsWith('$$')) return between(src, '$$', '$$', true);
  if (src.startsWith('$')) return dollars(src, tokens.at(-1)?.raw.at(-1) ?? '');
  if (src.startsWith('\\(')) return between(src, '\\(', '\\)', false);
  if (src.startsWith('\\[')) return between(src, '\\[', '\\]', true);
  return undefined;
};

/**
 * One dollar on each side. As in Pandoc, the first is followed and the last preceded by something other than a space,
 * and no letter or digit touches them from outside, so that prices and shell variables stay text.
 */
function dollars(src: string, before: string): MathsToken | undefined {
  if (ALPHANUMERIC.test(before) || /^\$\s/.test(src)) return undefined;
  const end = closingDollar(src);
  if (end <= 1 || /\s/.test(src.charAt(end - 1)) || ALPHANUMERIC.test(src.charAt(end + 1))) return undefined;
  const tex = src.slice(1, end);
  return isPlausible(tex) ? maths(src.slice(0, end + 1), tex, false) : undefined;
}

function closingDollar(src: string): number {
  const stop = Math.min(src.length, LONGEST);
  for (let i = 1; i < stop; i++) {
    const character = src[i];
    if (character === '\\') i++;
    else if (character === '$') return i;
  }
  return -1;
}

function between(src: string, open: string, close: string, display: boolean): MathsToken | undefined {
  const end = src.slice(0, LONGEST).indexOf(close, open.length);
  if (end === -1) return undefined;
  const tex = src.slice(open.length, end);
  // An escaped bracket is ordinary Markdown: only what looks like TeX is taken for it.
  const doubtful = open === '\\[' && !TEX_SIGN.test(tex);
  return doubtful || !isPlausible(tex) ? undefined : maths(src.slice(0, end + close.length), tex, display);
}

/** Sentences between dollars are not formulas: "$20 (it was 25$)". */
function isPlausible(tex: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(tex)) return false;
  const bare = tex.replace(/\\[a-zA-Z]+\{[^{}]*\}|\\[a-zA-Z]+/g, ' ');
  if (/^\s*\d/.test(tex)) return !/[a-zA-Z]{3}/.test(bare);
  return TEX_SIGN.test(tex) || !/[a-zA-Z]{2,}\s+[a-zA-Z]{2,}/.test(bare);
}

const OPENING = /^ {0,3}(\$\$|\\\[)/;

/**
 * A formula on lines of its own. A blank line ends the hope of finding its end, as in TeX; until either comes it is
 * open, so that lines which look like lists or rules stay inside it.
 */
export const blockMaths: TokenizerExtensionFunction = (src) => {
  const opening = OPENING.exec(src);
  if (!opening) return undefined;
  const from = opening[0].length;
  const reach = paragraphOf(src);
  const close = opening[1] === '$$' ? '$$' : '\\]';
  const end = reach.indexOf(close, from);
  const tex = reach.slice(from, end === -1 ? reach.length : end);
  if ((end === -1 || tex.includes('\n')) && !beginsLikeMaths(tex)) return undefined;
  if (end === -1) return reach.length < src.length ? undefined : maths(src, src, true, false);
  const rest = /^[ \t]*(?:\n|$)/.exec(src.slice(end + close.length, end + close.length + 200));
  if (!rest || !isPlausible(tex) || (close === '\\]' && !TEX_SIGN.test(tex))) return undefined;
  return maths(src.slice(0, end + close.length + rest[0].length), tex, true);
};

/** The opening stands alone on its line, or TeX follows it. Decided by the first line, whatever comes later. */
function beginsLikeMaths(tex: string): boolean {
  const firstLine = tex.split('\n', 1)[0] ?? '';
  return firstLine.trim() === '' || TEX_SIGN.test(firstLine);
}

/** The text up to the next blank line, at most the longest formula. */
function paragraphOf(src: string): string {
  const reach = src.slice(0, LONGEST);
  const blank = /\n[ \t]*\n/.exec(reach);
  return blank ? reach.slice(0, blank.index) : reach;
}

/** How many lines of a paragraph that begin like a formula are looked at. */
const MOST_TRIED = 4;

/** Where a formula interrupts the paragraph at the beginning of `src`. */
export const mathsStart: TokenizerStartFunction = function (src) {
  if (!src.includes('$$') && !src.includes('\\[')) return undefined;
  const lines = /\n(?= {0,3}(?:\$\$|\\\[))/g;
  for (const { index } of [...paragraphOf(src).matchAll(lines)].slice(0, MOST_TRIED)) {
    if (blockMaths.call(this, src.slice(index + 1), [])) return index + 1;
  }
  return undefined;
};

/** Hides the formulas from the search for emphasis: an underscore in one is no delimiter. Keeps the length. */
export function maskMaths(masked: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const dollar = masked.indexOf('$', at);
    if (dollar === -1) return out + masked.slice(at);
    const rest = masked.slice(dollar);
    const found = rest.startsWith('$$') ? between(rest, '$$', '$$', true) : dollars(rest, masked.charAt(dollar - 1));
    const length = found ? found.raw.length : 1;
    out += masked.slice(at, dollar) + (found ? 'a'.repeat(length) : '$');
    at = dollar + length;
  }
}
