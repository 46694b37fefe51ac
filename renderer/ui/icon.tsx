import type { ReactNode } from 'react';
import { ICONS, type IconName } from './icons.tsx';

export type { IconName };

/** A line icon. Decoration only: the control around it carries the name. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      {ICONS[name]}
    </svg>
  );
}

/** The drawing of each sign; its colours come from the style sheet. */
const SIGNS = {
  ok: (
    <>
      <circle className="body" cx="8" cy="8" r="6.5" />
      <path className="cutout" d="m5 8.25 2.1 2.1L11 6.25" />
    </>
  ),
  working: <path className="ring" d="M8 2.5A5.5 5.5 0 1 1 2.5 8" />,
  waiting: (
    <>
      <path
        className="body"
        d="M7.1 1.4a1.25 1.25 0 0 1 1.8 0l5.7 5.7a1.25 1.25 0 0 1 0 1.8l-5.7 5.7a1.25 1.25 0 0 1-1.8 0L1.4 8.9a1.25 1.25 0 0 1 0-1.8z"
      />
      <path className="cutout" d="M6.5 6v4M9.5 6v4" />
    </>
  ),
  slow: (
    <>
      <circle className="ring" cx="8" cy="8" r="5.5" />
      <path className="body" d="M8 2.5a5.5 5.5 0 0 1 0 11z" />
    </>
  ),
  problem: (
    <>
      <path
        className="body"
        d="M6.9 2.1a1.27 1.27 0 0 1 2.2 0l5.6 9.9a1.25 1.25 0 0 1-1.1 1.9H2.4a1.25 1.25 0 0 1-1.1-1.9z"
      />
      <path className="cutout" d="M8 6v3M8 11.4v.1" />
    </>
  ),
  offline: (
    <>
      <circle className="ring" cx="8" cy="8" r="5.5" />
      <path className="ring" d="M4.1 11.9 11.9 4.1" />
    </>
  ),
  silent: <circle className="ring" cx="8" cy="8" r="5.5" strokeDasharray="2.9 2.86" />,
  none: <circle className="ring" cx="8" cy="8" r="5" />,
} as const satisfies Record<string, ReactNode>;

export type SignName = keyof typeof SIGNS;

/** A state sign: its shape says the state, the colour repeats it, the text beside it names it. */
export function Sign({ name }: { name: SignName }) {
  return (
    <svg className={`sign sign-${name}`} viewBox="0 0 16 16" aria-hidden="true">
      {SIGNS[name]}
    </svg>
  );
}
