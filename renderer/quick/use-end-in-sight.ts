import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** How far from the end still counts as being there, in pixels. */
const AT_END = 24;

/** Keeps the end of a growing text in sight, until the person scrolls up to read. */
export function useEndInSight(body: RefObject<HTMLElement | null>, text: string): void {
  const atEnd = useRef(true);
  const length = useRef(0);
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END;
    };
    element.addEventListener('scroll', look);
    return () => element.removeEventListener('scroll', look);
  }, [body]);
  useLayoutEffect(() => {
    const grew = length.current > 0 && text.length > length.current;
    length.current = text.length;
    const element = body.current;
    // An answer that comes all at once is read from its beginning.
    if (grew && atEnd.current && element) element.scrollTop = element.scrollHeight;
  }, [body, text]);
}
