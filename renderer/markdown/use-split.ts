import { useRef } from 'react';
import { Splitter, type View } from './splitter.ts';

interface Progress {
  /** The text the splitter has taken so far. */
  text: string;
  splitter: Splitter | null;
}

/** Longer messages are not parsed at all. In characters. */
const LONGEST = 500_000;
/** How much of its end a growing text is recognised by. */
const SEAM = 64;

/**
 * The blocks of a message that may have grown since the last call; `null` when it has to be shown as plain text.
 * Calling it again with the same text changes nothing, as React's rendering requires.
 */
export function useSplit(text: string, live: boolean): View | null {
  const ref = useRef<Progress | null>(null);
  const progress = advance(ref.current, text, live);
  ref.current = progress;
  try {
    return progress.splitter?.view(!live) ?? null;
  } catch {
    progress.splitter = null;
    return null;
  }
}

function advance(before: Progress | null, text: string, live: boolean): Progress {
  if (text.length > LONGEST) return { text, splitter: null };
  const grown = before !== null && goesOn(before.text, text, live);
  if (grown && before.splitter === null) return { text, splitter: null };
  const splitter = (grown ? before.splitter : null) ?? new Splitter();
  try {
    splitter.append(grown ? text.slice(before.text.length) : text);
    return { text, splitter };
  } catch {
    return { text, splitter: null };
  }
}

/** While text arrives it is compared at the seam only: comparing all of it each time would cost what is not new. */
function goesOn(before: string, text: string, live: boolean): boolean {
  if (!live) return text.startsWith(before);
  const seam = Math.max(0, before.length - SEAM);
  return text.length >= before.length && text.startsWith(before.slice(seam), seam);
}
