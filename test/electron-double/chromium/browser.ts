import { newAppAddress, openAppWindow } from './app-window.ts';
import { Connection, type Session, type TargetInfo } from './cdp.ts';
import { type LaunchOptions, launchChromium } from './launch.ts';

/** Told of a page another page opened; it is paused before its first request. */
export type OnPopup = (session: Session, target: TargetInfo) => Promise<void>;

/** What a page's owner is told of its target. */
export interface PageWatcher {
  readonly onPopup: OnPopup;
  /** It went away without `closePage`. */
  readonly onClosed: () => void;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The running Chromium: opens pages for windows and reports the pages that come and go by themselves. */
export class Browser {
  readonly #connection: Connection;
  readonly #options: LaunchOptions;
  readonly #executable: string;
  readonly #kill: () => void;
  /** Sessions of our own new pages, which arrive attached before `createTarget` answers. */
  readonly #arrived = new Map<string, Session>();
  readonly #watchers = new Map<string, PageWatcher>();
  readonly #expected: ((target: TargetInfo, session: Session) => boolean)[] = [];
  readonly url: string;

  static async start(options: LaunchOptions, onGone: () => void): Promise<Browser> {
    const launched = await launchChromium(options);
    const connection = await Connection.open(launched.url, onGone);
    const browser = new Browser(connection, options, launched.executable, launched.url, () => launched.process.kill());
    await browser.#watch();
    return browser;
  }

  constructor(connection: Connection, options: LaunchOptions, executable: string, url: string, kill: () => void) {
    this.#connection = connection;
    this.#options = options;
    this.#executable = executable;
    this.#kill = kill;
    this.url = url;
  }

  get session(): Session {
    return this.#connection.browser;
  }

  async #watch(): Promise<void> {
    const { session } = this;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      this.#attached(this.#connection.session(sessionId), targetInfo);
    });
    session.on('Target.targetDestroyed', ({ targetId }) => {
      this.#watchers.get(targetId)?.onClosed();
      this.forget(targetId);
    });
    await Promise.all([
      session.send('Target.setDiscoverTargets', { discover: true }),
      session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    ]);
  }

  #attached(session: Session, target: TargetInfo): void {
    const onPopup = target.openerId ? this.#watchers.get(target.openerId)?.onPopup : undefined;
    if (target.type === 'page' && onPopup) {
      onPopup(session, target).catch(ignore);
      return;
    }
    session.send('Runtime.runIfWaitingForDebugger').catch(ignore);
    if (target.type !== 'page' || target.openerId) {
      if (session.id) this.session.send('Target.detachFromTarget', { sessionId: session.id }).catch(ignore);
      return;
    }
    const taker = this.#expected.findIndex((take) => take(target, session));
    if (taker >= 0) this.#expected.splice(taker, 1);
    else this.#arrived.set(target.targetId, session);
  }

  /** Opens an empty page in a window of its own. */
  async openPage(size: Size, watcher: PageWatcher): Promise<{ session: Session; targetId: string }> {
    const page = this.#options.headed ? await this.#openHeaded() : await this.#openHeadless(size);
    this.#watchers.set(page.targetId, watcher);
    return page;
  }

  async #openHeadless(size: Size): Promise<{ session: Session; targetId: string }> {
    const created = { url: 'about:blank', newWindow: true, background: true, ...size };
    const { targetId } = await this.session.send('Target.createTarget', created);
    const session = this.#arrived.get(targetId) ?? (await this.#attach(targetId));
    this.#arrived.delete(targetId);
    return { session, targetId };
  }

  async #attach(targetId: string): Promise<Session> {
    const { sessionId } = await this.session.send('Target.attachToTarget', { targetId, flatten: true });
    return this.#connection.session(sessionId);
  }

  async #openHeaded(): Promise<{ session: Session; targetId: string }> {
    const address = newAppAddress();
    const arrived = new Promise<{ session: Session; targetId: string }>((resolve) => {
      this.#expected.push((target, session) => {
        if (target.url !== address && target.url !== '' && target.url !== 'about:blank') return false;
        resolve({ session, targetId: target.targetId });
        return true;
      });
    });
    await openAppWindow(this.#executable, this.#options.profile, address);
    return arrived;
  }

  /** After this the page's end is nobody's surprise. */
  forget(targetId: string): void {
    this.#watchers.delete(targetId);
  }

  async closePage(targetId: string): Promise<void> {
    this.forget(targetId);
    await this.session.send('Target.closeTarget', { targetId });
  }

  kill(): void {
    this.#kill();
  }
}

/** For commands whose only failure is that the page has gone meanwhile. */
export function ignore(): void {}
