/**
 * A message in Markdown as one line of plain words, for lists: without the marks of headings, emphasis, code, quotes,
 * list items, links and tables. A preview only; nothing is decided by it.
 */
export function plainLine(markdown: string): string {
  const lines = markdown
    .replace(/```[^\n`]*/g, ' ')
    .replace(/^[ \t]*(#{1,6}|>+|[-*+]|\d+[.)])[ \t]+/gm, '')
    .replace(/^[ |:-]*\|[ |:-]*$/gm, '')
    .replace(/\|/g, ' ')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/(^|[\s(])[*_](\S[^*_\n]*)[*_](?=[\s).,;:!?]|$)/g, '$1$2');
  return withoutMarks(lines).replace(/\s+/g, ' ').trim();
}

/** A piece of a message without the marks that never stand alone in plain words: `**`, `__`, `~~`, backquotes, `$$`. */
export function withoutMarks(piece: string): string {
  return piece.replace(/(\*\*|__|~~|`|\$\$)/g, '');
}
