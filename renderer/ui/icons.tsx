import type { ReactNode } from 'react';

/**
 * The line icons on their grid of 16 px, drawn for this project. They are part of the page and not a file of their own:
 * a picture that is fetched appears a moment after the control around it.
 */
export const ICONS = {
  chat: <path d="M3.5 3.25h9a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7.25L4.5 13.5v-2.25h-1a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z" />,
  runs: <path d="M2.5 4h8M2.5 8h4.5M2.5 12h4.5M10 7.75l4 2.5-4 2.5z" />,
  health: <path d="M1.75 8.5H4.5l2-5 3 9 1.75-4h3" />,
  compare: (
    <>
      <rect x="2.25" y="3" width="4.75" height="10" rx="1" />
      <rect x="9" y="3" width="4.75" height="10" rx="1" />
    </>
  ),
  settings: (
    <>
      <path d="M2.5 5H8M11.5 5h2M2.5 11h2M8 11h5.5" />
      <circle cx="9.75" cy="5" r="1.75" />
      <circle cx="6.25" cy="11" r="1.75" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="M10.25 10.25 13.5 13.5" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  send: <path d="M8 13V3.5M4 7.25l4-4 4 4" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1.5" />,
  pin: <path d="M5.75 2.5h4.5M6.75 2.5v3.75L4.5 9h7L9.25 6.25V2.5M8 9v4.5" />,
  copy: (
    <>
      <rect x="5.75" y="5.75" width="7.75" height="7.75" rx="1.5" />
      <path d="M10.25 3.5a1 1 0 0 0-1-1H3.5a1 1 0 0 0-1 1v5.75a1 1 0 0 0 1 1" />
    </>
  ),
  check: <path d="M3 8.5l3.25 3.25L13 4.75" />,
  cross: <path d="M4 4l8 8M12 4l-8 8" />,
  down: <path d="M4.5 6.25 8 9.75l3.5-3.5" />,
  right: <path d="M6.25 4.5 9.75 8l-3.5 3.5" />,
  more: (
    <g fill="currentColor" stroke="none">
      <circle cx="3.5" cy="8" r="1.25" />
      <circle cx="8" cy="8" r="1.25" />
      <circle cx="12.5" cy="8" r="1.25" />
    </g>
  ),
  external: <path d="M9.5 2.75h3.75V6.5M13 3 7.75 8.25M6.25 3.5h-3v9.25h9.25v-3" />,
  people: (
    <>
      <circle cx="6" cy="5.5" r="2.25" />
      <path d="M2 13c.3-2.4 1.9-3.75 4-3.75S9.7 10.6 10 13M10.5 3.4a2.25 2.25 0 0 1 0 4.2M11.75 9.6c1.3.5 2.1 1.7 2.25 3.4" />
    </>
  ),
  user: (
    <>
      <circle cx="8" cy="5.5" r="2.5" />
      <path d="M3 13.25c.4-2.7 2.4-4.25 5-4.25s4.6 1.55 5 4.25" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="11" r="2.5" />
      <path d="M6.8 9.2 13 3M10.5 5.5l2 2" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.5" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  tool: (
    <path d="M6 3C4.5 3 4.5 4 4.5 5.25S4 8 2.75 8C4 8 4.5 9.5 4.5 10.75S4.5 13 6 13M10 3c1.5 0 1.5 1 1.5 2.25S12 8 13.25 8c-1.25 0-1.75 1.5-1.75 2.75S11.5 13 10 13" />
  ),
  mail: (
    <>
      <rect x="2" y="3.75" width="12" height="8.5" rx="1.5" />
      <path d="M2.5 5 8 9l5.5-4" />
    </>
  ),
  file: <path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3" />,
  globe: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M2.25 8h11.5M8 2.25c2 1.75 2.5 3.75 2.5 5.75S10 12 8 13.75C6 12 5.5 10 5.5 8S6 4 8 2.25" />
    </>
  ),
  retry: <path d="M13 8a5 5 0 1 1-1.6-3.7L13 5.75M13 2.5v3.25H9.75" />,
  clipboard: (
    <>
      <rect x="3.5" y="3.5" width="9" height="10" rx="1.5" />
      <rect x="6" y="2.25" width="4" height="2.5" rx=".75" />
    </>
  ),
  model: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1.5" />
      <path d="M6.5 1.75V4M9.5 1.75V4M6.5 12v2.25M9.5 12v2.25M1.75 6.5H4M1.75 9.5H4M12 6.5h2.25M12 9.5h2.25" />
    </>
  ),
  edit: <path d="m10.75 2.75 2.5 2.5L6 12.5l-3.25.75.75-3.25z" />,
  trash: <path d="M3 4.5h10M6.25 4.5V3h3.5v1.5M4.25 4.5l.6 8.75h6.3l.6-8.75" />,
  bell: <path d="M4 11V7.5a4 4 0 0 1 8 0V11l1.25 1.25H2.75zM6.75 14h2.5" />,
  keyboard: (
    <>
      <rect x="1.75" y="4" width="12.5" height="8" rx="1.5" />
      <path d="M4.75 6.75h.01M8 6.75h.01M11.25 6.75h.01M5.5 9.5h5" />
    </>
  ),
  download: <path d="M8 2.5v7.5M4.75 7 8 10.25 11.25 7M3 13.25h10" />,
  think: <path d="M3 4h10M3 8h7M3 12h4" />,
  branch: (
    <>
      <circle cx="4.5" cy="3.75" r="1.5" />
      <circle cx="4.5" cy="12.25" r="1.5" />
      <circle cx="11.5" cy="5.5" r="1.5" />
      <path d="M4.5 5.25v5.5M11.5 7c0 2.25-3 2-7 3" />
    </>
  ),
  grip: (
    <g fill="currentColor" stroke="none">
      <circle cx="6" cy="4" r="1" />
      <circle cx="10" cy="4" r="1" />
      <circle cx="6" cy="8" r="1" />
      <circle cx="10" cy="8" r="1" />
      <circle cx="6" cy="12" r="1" />
      <circle cx="10" cy="12" r="1" />
    </g>
  ),
  palette: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path fill="currentColor" stroke="none" d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" />
    </>
  ),
  server: (
    <>
      <rect x="2.5" y="3" width="11" height="4.25" rx="1.25" />
      <rect x="2.5" y="8.75" width="11" height="4.25" rx="1.25" />
      <path d="M5 5.1h.01M5 10.9h.01" />
    </>
  ),
  database: (
    <>
      <ellipse cx="8" cy="4.25" rx="4.75" ry="1.75" />
      <path d="M3.25 4.25v7.5c0 1 2.1 1.75 4.75 1.75s4.75-.75 4.75-1.75v-7.5M3.25 8c0 1 2.1 1.75 4.75 1.75S12.75 9 12.75 8" />
    </>
  ),
  mark: (
    <>
      <path d="M4.75 2.5v11M4.75 9.25A2.9 2.9 0 0 1 10.5 9.5v4" />
      <circle fill="currentColor" stroke="none" cx="11" cy="4" r="1.75" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof ICONS;
