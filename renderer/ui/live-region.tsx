import { useEffect, useRef, useState } from 'react';
import { type Announcements, createAnnouncements } from './announcements.ts';

interface LiveRegionProps {
  /** What to read out; nothing when it is empty. */
  readonly text: string;
  /** What it is about: the same words about another one are read out again. */
  readonly about?: string | number | null;
}

/**
 * Text that is read out when it changes and not seen, when the screen reader has come to the end of what it says. Keep it
 * mounted: a region that appears is not announced. Changes that follow each other closely are read out together.
 */
export function LiveRegion({ text, about = null }: LiveRegionProps) {
  const [shown, setShown] = useState({ text, serial: 0 });
  const announcements = useRef<Announcements | null>(null);
  const said = useRef({ text, about });
  useEffect(() => {
    const created = createAnnouncements(
      (next) => setShown(({ serial }) => ({ text: next, serial: serial + 1 })),
      (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    );
    announcements.current = created;
    return () => created.close();
  }, []);
  useEffect(() => {
    const isSame = said.current.text === text && said.current.about === about;
    said.current = { text, about };
    if (!isSame && text !== '') announcements.current?.say(text);
  }, [text, about]);
  return (
    <div className="vh" role="status">
      {/* A new element each time: the same words again are a change, too. */}
      <span key={shown.serial}>{shown.text}</span>
    </div>
  );
}
