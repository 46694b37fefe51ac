/** Bounds of what is kept of a conversation from a file. */
export const MOST_TEXT = 1_000_000;
export const MOST_MESSAGES = 20_000;
/** Messages in one place of a tree; a file with more is damaged, and no window could offer them. */
export const MOST_BRANCHES = 500;
const MOST_TITLE = 200;
const MOST_NAME = 200;

/** A text as it may be kept: well-formed, without the control characters no file of ours writes; line ends as `\n`. */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
  );
}

/** A title in one line. */
export function cleanTitle(title: string): string {
  return oneLine(title, MOST_TITLE);
}

/** The name of a model or a source in one line; `null` when nothing is left of it. */
export function cleanName(name: string | null | undefined): string | null {
  return oneLine(name ?? '', MOST_NAME) || null;
}

function oneLine(text: string, most: number): string {
  const line = text
    .slice(0, most * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.slice(0, most).toWellFormed().trim();
}
