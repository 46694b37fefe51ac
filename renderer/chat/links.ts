export interface TextPiece {
  /** Where the piece stands in the text. */
  readonly at: number;
  readonly text: string;
  /** The address to open, on a piece that is one. */
  readonly url: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"«»“”]+/giu;
/** A sentence goes on after an address: what closes it does not belong to the address. */
const CLOSING = /[.,;:!?'’*_~]+$/u;

/** A text as pieces, web addresses apart. Joined, the pieces are the text again. */
export function linkPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let done = 0;
  const add = (to: number, url: string | null) => {
    if (to > done) pieces.push({ at: done, text: text.slice(done, to), url });
    done = to;
  };
  for (const match of text.matchAll(ADDRESS)) {
    const url = trimmed(match[0]);
    if (!URL.canParse(url)) continue;
    add(match.index, null);
    add(match.index + url.length, url);
  }
  add(text.length, null);
  return pieces;
}

function trimmed(address: string): string {
  const url = address.replace(CLOSING, '');
  const closes = url.endsWith(')') && !url.includes('(');
  return closes ? trimmed(url.slice(0, -1)) : url;
}
