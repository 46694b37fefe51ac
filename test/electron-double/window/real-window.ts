import { ignore } from '../chromium/browser.ts';
import type { Page } from '../contents/page.ts';

/** Where a hidden window waits when no window manager minimises it. */
const AWAY = -20_000;

/** Moves the real window of a headed page. Commands run one after the other: Chromium animates some of them. */
export class RealWindow {
  readonly #page: Page;
  #queue: Promise<unknown>;

  constructor(page: Page) {
    this.#page = page;
    this.#queue = page.ready;
  }

  show(bounds: Electron.Rectangle): void {
    this.#set({ windowState: 'normal' });
    this.move(bounds);
    this.#then(() => this.#page.session.send('Page.bringToFront'));
  }

  move({ x, y, width, height }: Electron.Rectangle): void {
    this.#set({ left: x, top: y, width, height });
  }

  hide(bounds: Electron.Rectangle): void {
    this.move({ ...bounds, x: AWAY, y: AWAY });
    this.#set({ windowState: 'minimized' });
  }

  minimize(): void {
    this.#set({ windowState: 'minimized' });
  }

  #set(bounds: { windowState?: 'normal' | 'minimized'; left?: number; top?: number; width?: number; height?: number }) {
    this.#then(async () => {
      const windowId = await this.#page.windowId();
      await this.#page.browser.session.send('Browser.setWindowBounds', { windowId, bounds });
    });
  }

  #then(step: () => Promise<unknown>): void {
    this.#queue = this.#queue.then(step).catch(ignore);
  }
}
