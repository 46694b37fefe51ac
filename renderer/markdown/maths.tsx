import { memo, useLayoutEffect, useRef, useState } from 'react';
import { whenIdle } from './idle.ts';
import { visible } from './visible.ts';

type Katex = typeof import('katex').default;
let katex: Katex | null = null;
let loading: Promise<void> | null = null;

/** Loads KaTeX and its style sheet, once. */
function load(): Promise<void> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([module]) => {
    katex = module.default;
  });
  return loading;
}

/** Formulas of more characters show their source. */
const LONGEST = 4000;

interface MathsProps {
  readonly tex: string;
  /** As written, with its delimiters: shown until the formula is drawn, and when it cannot be. */
  readonly source: string;
  readonly display: boolean;
}

/** A formula. KaTeX builds elements (no HTML text), without commands that link, style or load anything. */
export const Maths = memo(function Maths({ tex, source, display }: MathsProps) {
  const host = useRef<HTMLSpanElement>(null);
  const [drawn, setDrawn] = useState(false);
  useLayoutEffect(() => {
    if (tex.length > LONGEST) return;
    let cancel = () => {};
    let gone = false;
    const show = () => {
      if (host.current) setDrawn(draw(host.current, tex, display));
    };
    const showSoon = () => {
      if (!gone) cancel = whenIdle(show);
    };
    if (!katex) load().then(showSoon, ignore);
    else if (spent < AT_ONCE) show();
    else showSoon();
    return () => {
      gone = true;
      cancel();
    };
  }, [tex, display]);
  return (
    <span className={display ? 'md-maths md-display' : 'md-maths'} dir="ltr">
      <span ref={host} hidden={!drawn} />
      {!drawn && <code className="in">{visible(source)}</code>}
    </span>
  );
});

/** Milliseconds of drawing in one go; the formulas after that wait for idle time. */
const AT_ONCE = 10;
let spent = 0;

/** `false` when it is not TeX that KaTeX understands. */
function draw(host: HTMLElement, tex: string, display: boolean): boolean {
  const start = performance.now();
  if (spent === 0) {
    setTimeout(() => {
      spent = 0;
    });
  }
  try {
    katex?.render(tex, host, {
      displayMode: display,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 300,
      maxSize: 12,
    });
    return true;
  } catch {
    host.replaceChildren();
    return false;
  } finally {
    spent += performance.now() - start;
  }
}

/** Without KaTeX a formula is shown as it was written. */
function ignore(): void {}
