/** Longest text stored of one message, in UTF-16 units: three bytes each stay below the database's 8 MB for a value. */
const MAX_CONTENT = 2_000_000;
const MAX_LINE = 2_000;

/** A title, name or mode from the server: bounded, and well-formed (SQLite would replace lone surrogates). */
export function boundedText(text: string): string {
  return text.slice(0, MAX_LINE).toWellFormed();
}

/** A message text from the server: whole unless absurdly long, and well-formed. */
export function boundedContent(text: string): string {
  const whole = text.length <= MAX_CONTENT ? text : `${text.slice(0, MAX_CONTENT)}…`;
  return whole.toWellFormed();
}

/** A server time within what a message id can carry (`createdAt * 1024` stays exact until the year 2248). */
export function serverTime(at: number): number {
  return Math.min(Math.max(0, Math.trunc(at)), 8_796_093_000_000);
}
