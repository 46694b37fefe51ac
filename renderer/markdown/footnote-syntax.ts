import type { Token, TokenizerExtensionFunction, Tokens } from 'marked';

/** `[^label]: …`, standing where it was written. */
export interface FootnoteToken extends Tokens.Generic {
  readonly type: 'footnote';
  readonly raw: string;
  readonly label: string;
  readonly tokens: Token[];
}

/** `[^label]` in the text. */
export interface FootnoteRefToken extends Tokens.Generic {
  readonly type: 'footnoteRef';
  readonly raw: string;
  readonly label: string;
}

const DEFINITION = /^ {0,3}\[\^([^\]\s]{1,64})\]:[ \t]*/;
const REFERENCE = /^\[\^([^\]\s]{1,64})\](?!\()/;
const OTHER_BLOCK = /^ {0,3}(?:#{1,6}\s|`{3}|~{3}|>|[-*+]\s|\d{1,9}[.)]\s|\[\^[^\]\s]{1,64}\]:)/;
const INDENT = /^(?: {2,}|\t)/;

/** Footnotes as GitHub writes them: the lines that follow directly, then paragraphs indented by two spaces or more. */
export const footnoteDefinition: TokenizerExtensionFunction = function (src) {
  const head = DEFINITION.exec(src);
  if (!head) return undefined;
  const raw = src.slice(0, footnoteEnd(src));
  const body = raw.slice(head[0].length).replace(/\n {1,4}|\n\t/g, '\n');
  const token: FootnoteToken = {
    type: 'footnote',
    raw,
    label: (head[1] ?? '').toLowerCase(),
    tokens: this.lexer.blockTokens(body, []),
  };
  return token;
};

/** Offset after the last line of the footnote at the beginning of `src`. */
function footnoteEnd(src: string): number {
  let end = lineEnd(src, 0);
  let afterBlank = false;
  for (let at = end; at < src.length; ) {
    const next = lineEnd(src, at);
    const line = src.slice(at, next);
    at = next;
    if (line.trim() === '') {
      afterBlank = true;
      continue;
    }
    const goesOn = INDENT.test(line) || (!afterBlank && !OTHER_BLOCK.test(line));
    if (!goesOn) return end;
    end = next;
    afterBlank = false;
  }
  return end;
}

function lineEnd(src: string, from: number): number {
  const newline = src.indexOf('\n', from);
  return newline === -1 ? src.length : newline + 1;
}

/** Whether it becomes a reference or stays text is decided when shown: its definition may come later. */
export const footnoteReference: TokenizerExtensionFunction = (src) => {
  const found = REFERENCE.exec(src);
  if (!found) return undefined;
  const token: FootnoteRefToken = { type: 'footnoteRef', raw: found[0], label: (found[1] ?? '').toLowerCase() };
  return token;
};
