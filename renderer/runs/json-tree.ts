/** A place in a JSON value as a JSON pointer (RFC 6901), e.g. `/a/0/b~1c`; the whole is `''`. */
export function childPointer(parent: string, key: string): string {
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** How a change touched a place: itself or one above it, something inside it, or not at all. */
export function touched(pointer: string, changed: readonly string[]): 'here' | 'inside' | null {
  let inside = false;
  for (const each of changed) {
    if (each === pointer) return 'here';
    if (each.startsWith(`${pointer}/`)) inside = true;
  }
  return inside ? 'inside' : null;
}

/** The parts of an object or a list; `null` for a plain value. */
export function partsOf(value: unknown): readonly (readonly [key: string, value: unknown])[] | null {
  if (Array.isArray(value)) return value.map((each, index) => [String(index), each] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}

/** A plain value as it stands in JSON, and how it is coloured. */
export function leaf(value: unknown): { readonly text: string; readonly look: 's' | 'n' | 'k' } {
  if (typeof value === 'string') return { text: JSON.stringify(value), look: 's' };
  return typeof value === 'number' ? { text: String(value), look: 'n' } : { text: String(value), look: 'k' };
}

/** The value of a JSON text, or `null` when it is none (cut off, for one). */
export function readJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** A JSON text in pieces, each with its colour. What is not JSON comes back as it is. */
export function jsonPieces(
  text: string,
): readonly { readonly at: number; readonly text: string; readonly look: string }[] {
  const pieces: { at: number; text: string; look: string }[] = [];
  let end = 0;
  const add = (at: number, piece: string, look: string) => {
    if (piece !== '') pieces.push({ at, text: piece, look });
  };
  for (const match of text.matchAll(TOKEN)) {
    const { index } = match;
    const [all, string, colon, number] = match;
    add(end, text.slice(end, index), '');
    if (string !== undefined) {
      add(index, string, colon === undefined ? 's' : 'k');
      add(index + string.length, colon ?? '', '');
    } else add(index, all, number === undefined ? 'k' : 'n');
    end = index + all.length;
  }
  add(end, text.slice(end), '');
  return pieces;
}
