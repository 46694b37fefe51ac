import { ignore } from '../chromium/browser.ts';
import type { Session, TargetInfo, WindowOpened } from '../chromium/cdp.ts';
import { toOutside } from '../schemes.ts';
import type { WebContentsDouble } from './web-contents.ts';

export interface WindowOpenRecord {
  readonly url: string;
  readonly action: 'allow' | 'deny';
}

/** Every window a page tried to open. */
export const windowOpenRecords: WindowOpenRecord[] = [];

export type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;

/**
 * `window.open` and links with a target. Chromium has already made the new page, paused before its first request; it is
 * closed unseen, and an allowed one is opened again as a `BrowserWindow` (which has no `opener`, unlike Electron's).
 */
export class Popups {
  readonly #contents: WebContentsDouble;
  readonly #open: (url: string, options: object) => void;
  #announced = Promise.withResolvers<WindowOpened>();
  handler: OpenHandler | null = null;

  constructor(contents: WebContentsDouble, open: (url: string, options: object) => void) {
    this.#contents = contents;
    this.#open = open;
  }

  /** `Page.windowOpen` tells the address, sometimes after the new page has been attached. */
  announce(event: WindowOpened): void {
    this.#announced.resolve(event);
  }

  async take(session: Session, target: TargetInfo): Promise<void> {
    const announced = await this.#announced.promise;
    this.#announced = Promise.withResolvers();
    const url = toOutside(announced.url);
    const verdict = this.#decide(url, announced);
    windowOpenRecords.push({ url, action: verdict.action });
    // Closing a page that is still paused can wedge its opener: hold its requests, let it run, then close it.
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }).catch(ignore);
    await session.send('Runtime.runIfWaitingForDebugger').catch(ignore);
    await this.#contents._page.browser.closePage(target.targetId).catch(ignore);
    if (verdict.action === 'allow') this.#open(url, verdict.overrideBrowserWindowOptions ?? {});
  }

  #decide(url: string, { windowName, windowFeatures }: WindowOpened): Electron.WindowOpenHandlerResponse {
    if (!this.handler) return { action: 'allow' };
    return this.handler({
      url,
      frameName: windowName,
      features: windowFeatures.join(','),
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'strict-origin-when-cross-origin' },
    });
  }
}
