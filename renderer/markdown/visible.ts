/**
 * Controls that would change what the reader sees around them: C0 and C1 controls except tab and newline, and the
 * embeddings, overrides and isolates of the bidirectional algorithm (UAX #9). The directional marks U+200E, U+200F and
 * U+061C stay: they move nothing but themselves, and honest Arabic and Hebrew need them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text with every such control written out, so that nothing hides in it and nothing is moved by it. */
export function visible(text: string): string {
  return text.replace(CONTROLS, (character) => spelled(character.charCodeAt(0)));
}

/** The text without such controls, for places where even their name would be in the way (link texts, tooltips). */
export function stripped(text: string): string {
  return text.replace(CONTROLS, '');
}

function spelled(code: number): string {
  if (code === 0) return '\ufffd';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
