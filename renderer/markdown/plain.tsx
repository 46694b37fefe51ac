import { useEffect, useState } from 'react';
import { useSurroundings } from './context.ts';
import { whenIdle } from './idle.ts';
import { visible } from './visible.ts';

/** Characters in one piece, and shown without being asked. */
const PIECE = 8_000;
const SHOWN = 40_000;

/** Text too long to be parsed, as it was written: its beginning, the rest when asked for, piece by piece. */
export function PlainText({ text }: { text: string }) {
  const { labels } = useSurroundings();
  const [shown, setShown] = useState(SHOWN);
  const [all, setAll] = useState(false);
  useEffect(() => {
    if (!all || shown >= text.length) return;
    return whenIdle(() => setShown(shown + 2 * PIECE));
  }, [all, shown, text.length]);
  return (
    <div className="md-plain" dir="auto">
      {cut(text.slice(0, shown)).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces only ever follow each other.
        <div key={index}>{visible(piece)}</div>
      ))}
      {!all && shown < text.length && (
        <button type="button" className="btn btn-small" onClick={() => setAll(true)}>
          {labels.showAll(text.length)}
        </button>
      )}
    </div>
  );
}

/** Pieces that end with a line where there is one to end with. The cuts do not depend on what follows a piece. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  while (text.length - at > PIECE) {
    const newline = text.lastIndexOf('\n', at + PIECE);
    const end = newline > at ? newline : at + PIECE;
    pieces.push(text.slice(at, end));
    at = newline > at ? end + 1 : end;
  }
  pieces.push(text.slice(at));
  return pieces;
}
