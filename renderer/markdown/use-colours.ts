import { useEffect, useState } from 'react';
import type { Run } from './highlighter.ts';
import { whenIdle } from './idle.ts';

/** Coloured pieces of a text, as many as have been done. */
export type Colours = readonly (readonly Run[])[];

const NONE: Colours = [];
/** What scrolls out of sight and back keeps its colours: at most this many characters of code are remembered. */
const MEMORY = 500_000;
const remembered = new Map<string, Colours>();
let rememberedSize = 0;

function remember(key: string, colours: Colours): void {
  if (remembered.has(key)) return;
  remembered.set(key, colours);
  rememberedSize += key.length;
  for (const oldest of remembered.keys()) {
    if (rememberedSize <= MEMORY) return;
    remembered.delete(oldest);
    rememberedSize -= oldest.length;
  }
}

/**
 * The colours of a text in a language named by `grammarName`; `null` asks for none. Tokenising and drawing wait for
 * idle time, and one piece of 32 lines is drawn at a time.
 */
export function useColours(name: string | null, text: string | null): Colours {
  const key = name === null || text === null ? null : `${name}\n${text}`;
  const [done, setDone] = useState<{ key: string | null; colours: Colours }>(() => ({
    key,
    colours: (key !== null && remembered.get(key)) || NONE,
  }));
  useEffect(() => {
    if (key === null || name === null || text === null || remembered.has(key)) return;
    let cancel = () => {};
    let cancelled = false;
    const draw = (colours: Colours, count: number) => {
      setDone({ key, colours: colours.slice(0, count) });
      if (count < colours.length) cancel = whenIdle(() => draw(colours, count + 1));
    };
    void import('./highlighter.ts').then(async ({ prepare, colour }) => {
      await prepare(name);
      if (cancelled) return;
      cancel = whenIdle(() => {
        const colours = colour(name, text);
        remember(key, colours);
        cancel = whenIdle(() => draw(colours, 1));
      });
    }, ignore);
    return () => {
      cancelled = true;
      cancel();
    };
  }, [key, name, text]);
  if (key === null) return NONE;
  return done.key === key ? done.colours : (remembered.get(key) ?? NONE);
}

/** Code without colours is still code. */
function ignore(): void {}
