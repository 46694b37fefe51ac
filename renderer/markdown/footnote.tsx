import { type MouseEvent, useContext } from 'react';
import { DefinitionsContext, useSurroundings } from './context.ts';
import { visible } from './visible.ts';

/** `[^label]`: a raised button that leads to the note, once there is one; until then what was written. */
export function FootnoteRef({ label, raw }: { label: string; raw: string }) {
  const { labels } = useSurroundings();
  const { notes } = useContext(DefinitionsContext);
  if (!notes.has(label)) return visible(raw);
  return (
    <sup>
      <button
        type="button"
        className="btn-link md-ref"
        data-ref={label}
        aria-label={labels.footnote(label)}
        onClick={(event) => goTo(event, '[data-note]', 'note', label)}
      >
        {visible(label)}
      </button>
    </sup>
  );
}

/** Leads from a note back to where it was first referred to. */
export function FootnoteBack({ label }: { label: string }) {
  const { labels } = useSurroundings();
  return (
    <button
      type="button"
      className="btn-link md-ref"
      data-note={label}
      aria-label={labels.backToText(label)}
      title={labels.backToText(label)}
      onClick={(event) => goTo(event, '[data-ref]', 'ref', label)}
    >
      {visible(label)}
    </button>
  );
}

/** Focuses the other end, in the same message: labels are only unique there. */
function goTo(event: MouseEvent<HTMLElement>, selector: string, key: 'note' | 'ref', label: string): void {
  const ends = event.currentTarget.closest('.md')?.querySelectorAll<HTMLElement>(selector) ?? [];
  const end = [...ends].find((each) => each.dataset[key] === label);
  end?.scrollIntoView({ block: 'center' });
  end?.focus();
}
