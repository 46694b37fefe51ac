import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { browserReady } from '../app/lifecycle.ts';
import { type Browser, ignore, type Size } from '../chromium/browser.ts';
import type { RequestPaused, Session, TargetInfo } from '../chromium/cdp.ts';
import { recordFault } from '../faults.ts';
import { toInside } from '../schemes.ts';
import type { FromMain, ToMain } from '../worlds/preload-world.ts';
import { BINDING, DELIVER, pageWorldScript, preloadWorldScript, WORLD } from '../worlds/scripts.ts';
import type { FrameDouble, FrameTree } from './frames.ts';

export interface PageOptions {
  readonly preload: string | undefined;
  readonly additionalArguments: readonly string[];
  readonly size: () => Size;
  readonly zoom: () => number;
  readonly dark: () => boolean;
  readonly headed: boolean;
}

interface PageEvents {
  message: [frame: FrameDouble, message: ToMain];
  request: [request: RequestPaused];
  popup: [session: Session, target: TargetInfo];
  'start-loading': [];
  'stop-loading': [];
  navigated: [];
  'navigated-in-page': [frame: FrameDouble];
  'dom-ready': [];
  loaded: [];
  painted: [];
  console: [level: string, text: string];
  crashed: [];
  closed: [];
}

/** Chromium's kinds of console call as Electron's levels; the rest is `info`. */
const LEVELS: Readonly<Record<string, string>> = {
  error: 'error',
  assert: 'error',
  warning: 'warning',
  debug: 'debug',
};

/** Console lines of Chromium itself that say something about this machine, not about the page. */
const HARMLESS = /favicon\.ico/;

/** The Chromium side of a `WebContents`: one target, its two worlds, its events. */
export class Page extends EventEmitter<PageEvents> {
  readonly ready: Promise<void>;
  readonly #frames: FrameTree;
  readonly #options: PageOptions;
  readonly #preloadErrors: (error: Error) => void;
  #session: Session | null = null;
  #browser: Browser | null = null;
  #targetId = '';
  #documentLoaded = false;

  constructor(frames: FrameTree, options: PageOptions, onPreloadError: (error: Error) => void) {
    super();
    this.#frames = frames;
    this.#options = options;
    this.#preloadErrors = onPreloadError;
    this.ready = this.#open();
    this.ready.catch(ignore); // whoever waits for it is told
  }

  get targetId(): string {
    return this.#targetId;
  }

  get session(): Session {
    if (!this.#session) throw new Error('electron-double: the page is not open yet');
    return this.#session;
  }

  async #open(): Promise<void> {
    const browser = await browserReady;
    const { session, targetId } = await browser.openPage(this.#options.size(), {
      onPopup: async (popup, target) => {
        this.emit('popup', popup, target);
      },
      onClosed: () => this.emit('closed'),
    });
    this.#browser = browser;
    this.#session = session;
    this.#targetId = targetId;
    this.#listen(session);
    await this.#prepare(session);
    const { frameTree } = await session.send('Page.getFrameTree');
    this.#frames.setMain(frameTree.frame.id);
  }

  /** Everything here must be in place before the first navigation; the page's half before the preload's. */
  async #prepare(session: Session): Promise<void> {
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Log.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript() }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#preloadScript(), worldName: WORLD }),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }),
      this.setDark(this.#options.dark()),
      this.#resize(),
    ]);
  }

  #preloadScript(): string {
    const { preload, additionalArguments } = this.#options;
    const process = {
      platform: globalThis.process.platform,
      arch: globalThis.process.arch,
      versions: globalThis.process.versions,
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      env: {},
      argv: [globalThis.process.argv[0], ...additionalArguments],
    };
    try {
      return preloadWorldScript(preload ? readFileSync(preload, 'utf8') : '', process);
    } catch (error) {
      // As in Electron: the window opens all the same, without the script.
      this.#preloadErrors(error as Error);
      return preloadWorldScript('', process);
    }
  }

  #listen(session: Session): void {
    const frames = this.#frames;
    const isMain = (id: string) => id === frames.main._id;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD) frames.get((context.auxData as { frameId: string }).frameId)._context = context.id;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      frames.forgetContext(executionContextId),
    );
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const frame = name === BINDING ? frames.ofContext(executionContextId) : undefined;
      if (frame) this.emit('message', frame, JSON.parse(payload) as ToMain);
    });
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const text = args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(' ');
      const level = LEVELS[type] ?? 'info';
      if (level === 'error') recordFault('console', text, frames.main.url);
      this.emit('console', level, text);
    });
    session.on('Log.entryAdded', ({ entry }) => {
      if (entry.level === 'error' && !HARMLESS.test(entry.url ?? ''))
        recordFault('console', entry.text, frames.main.url);
    });
    session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      const { exception, text } = exceptionDetails;
      recordFault('page', exception?.description ?? String(exception?.value ?? text), frames.main.url);
    });
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => frames.attach(frameId, parentFrameId));
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') frames.remove(frameId);
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      if (!frame.parentId) frames.setMain(frame.id);
      frames.get(frame.id)._address = frame.url + (frame.urlFragment ?? '');
      if (!frame.parentId) this.#documentLoaded = false;
      if (!frame.parentId) this.emit('navigated');
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = frames.get(frameId);
      frame._address = url;
      this.emit('navigated-in-page', frame);
    });
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (isMain(frameId)) this.emit('start-loading');
    });
    session.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (isMain(frameId) && this.#hasDocument()) this.emit('stop-loading');
    });
    session.on('Page.domContentEventFired', () => {
      if (this.#hasDocument()) this.emit('dom-ready');
    });
    session.on('Page.loadEventFired', () => {
      if (!this.#hasDocument()) return;
      this.#documentLoaded = true;
      this.emit('loaded');
    });
    session.on('Page.lifecycleEvent', ({ frameId, name }) => {
      if (isMain(frameId) && name === 'firstPaint' && this.#hasDocument()) this.emit('painted');
    });
    session.on('Inspector.targetCrashed', () => this.emit('crashed'));
    session.on('Fetch.requestPaused', (request) => this.emit('request', request));
  }

  /** False for the empty page every target begins with. */
  #hasDocument(): boolean {
    const { _address } = this.#frames.main;
    return _address !== '' && _address !== 'about:blank' && !_address.startsWith('data:');
  }

  /** Loads an address of the application; resolves when the document has loaded, rejects when it cannot. */
  async load(address: string): Promise<void> {
    await this.ready;
    const inside = toInside(address);
    const loaded = new Promise<void>((resolve) => this.once('loaded', () => resolve()));
    const { errorText, isDownload, loaderId } = await this.session.send('Page.navigate', { url: inside });
    if (errorText) throw Object.assign(new Error(`${errorText} loading '${address}'`), { url: address });
    // Without a loader it was a navigation within the document.
    if (!isDownload && loaderId && !this.#documentLoaded) await loaded;
  }

  /** Hands a message to a frame's preload world; a frame that has gone gets nothing. */
  async deliver(frame: FrameDouble, message: FromMain): Promise<void> {
    if (frame._context === undefined) return;
    const expression = `${DELIVER}(${JSON.stringify(message)})`;
    await this.session.send('Runtime.evaluate', { contextId: frame._context, expression }).catch(ignore);
  }

  async evaluate(expression: string, userGesture: boolean): Promise<unknown> {
    await this.ready;
    const options = { expression, awaitPromise: true, returnByValue: true, userGesture };
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async capture(): Promise<Buffer> {
    await this.ready;
    const { data } = await this.session.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  async setDark(dark: boolean): Promise<void> {
    const value = dark ? 'dark' : 'light';
    await this.#session?.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  }

  /** The window's size or the page's zoom has changed. */
  fit(): void {
    this.#resize().catch(ignore);
  }

  /**
   * Exact inner size of a headless page; a real window has the size its frame gives it. A zoomed page has fewer CSS
   * pixels, each of them larger.
   */
  async #resize(): Promise<void> {
    if (this.#options.headed) return;
    const { width, height } = this.#options.size();
    const zoom = this.#options.zoom();
    const css = (length: number) => Math.round(length / zoom);
    const metrics = { width: css(width), height: css(height), deviceScaleFactor: zoom, mobile: false };
    await this.#session?.send('Emulation.setDeviceMetricsOverride', metrics);
  }

  async setOnline(online: boolean): Promise<void> {
    await this.ready;
    const free = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await this.session.send('Network.emulateNetworkConditions', { offline: !online, ...free });
  }

  /** The real window of a headed page. */
  async windowId(): Promise<number> {
    await this.ready;
    const { windowId } = await this.browser.session.send('Browser.getWindowForTarget', { targetId: this.#targetId });
    return windowId;
  }

  get browser(): Browser {
    if (!this.#browser) throw new Error('electron-double: the page is not open yet');
    return this.#browser;
  }

  async close(): Promise<void> {
    await this.ready;
    await this.browser.closePage(this.#targetId);
  }
}
