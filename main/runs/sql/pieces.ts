/** A stretch of a stored value: of its JSON, or (`field`) text for the end of one of its fields. */
export interface Piece {
  readonly field: string | null;
  readonly text: string;
}

/** UTF-16 units of a piece: a millisecond or two to write, and far below the longest value SQLite takes from us. */
const PIECE = 256 * 1_024;

/** Strings from this length on are stored as they are, beside the JSON: quoting them would take too long in one step. */
const LONG = 64 * 1_024;

/** The field of a value that is itself a string. */
const ITSELF = '';

/** A JSON value as pieces that `fromPieces` makes whole again. Lone surrogates in long strings become U+FFFD. */
export function* toPieces(value: unknown): Generator<Piece, void, void> {
  const long = longStrings(value);
  yield* stretches(null, JSON.stringify(without(value, long)));
  for (const [field, text] of long) yield* stretches(field, text);
}

export function* stretches(field: string | null, text: string): Generator<Piece, void, void> {
  for (let at = 0; at < text.length; ) {
    const next = boundary(text, at + PIECE);
    yield { field, text: text.slice(at, next) };
    at = next;
  }
}

export function fromPieces(pieces: readonly Piece[]): unknown {
  const json = pieces.filter(({ field }) => field === null).map(({ text }) => text);
  let value: unknown = JSON.parse(json.join(''));
  for (const { field, text } of pieces) {
    if (field === ITSELF) value = `${value}${text}`;
    else if (field !== null) (value as Record<string, string>)[field] += text;
  }
  return value;
}

function longStrings(value: unknown): Map<string, string> {
  if (typeof value === 'string') return new Map(value.length >= LONG ? [[ITSELF, value]] : []);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  const entries = Object.entries(value) as [string, unknown][];
  return new Map(entries.flatMap(([field, text]) => (isLong(text) ? [[field, text]] : [])));
}

function isLong(text: unknown): text is string {
  return typeof text === 'string' && text.length >= LONG;
}

function without(value: unknown, long: ReadonlyMap<string, string>): unknown {
  if (long.size === 0) return value;
  if (typeof value === 'string') return '';
  const short = [...long.keys()].map((field) => [field, ''] as const);
  return { ...(value as object), ...Object.fromEntries(short) };
}

/** The nearest place not above `at` that is not between the two halves of a character. */
function boundary(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? at - 1 : at;
}
