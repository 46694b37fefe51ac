import type { WebContentsDouble } from './contents/web-contents.ts';
import type { BrowserWindowDouble } from './window/browser-window.ts';

/** Where the process is in its life. */
export const life = { ready: false, quitting: false, exited: false };

/** Every window and page that has not been destroyed, by id. */
export const windows = new Map<number, BrowserWindowDouble>();
export const contents = new Map<number, WebContentsDouble>();
