import { app } from '../app/app.ts';
import { boot } from '../boot.ts';
import { ignore } from '../chromium/browser.ts';
import { makeEvent, type Public, StrictEmitter } from '../emitter.ts';
import { recordFault } from '../faults.ts';
import { IpcMainDouble } from '../ipc/ipc-main.ts';
import { type SessionDouble, sessionOf } from '../session/session.ts';
import { contents } from '../state.ts';
import { NativeImageDouble } from '../surfaces/native-image.ts';
import { nativeTheme } from '../surfaces/native-theme.ts';
import type { BrowserWindowDouble } from '../window/browser-window.ts';
import { type FrameDouble, FrameTree } from './frames.ts';
import { packArguments, receiveMessage } from './messages.ts';
import { Page } from './page.ts';
import { type OpenHandler, Popups } from './popups.ts';
import { RequestGate } from './requests.ts';
import { hostOf, setZoomOf, zoomOf } from './zoom.ts';

type Unlike = 'mainFrame' | 'session' | 'ipc' | 'opener' | 'capturePage' | 'setWindowOpenHandler' | 'navigationHistory';

let lastId = 0;

/** A window's page as main sees it. */
export class WebContentsDouble extends StrictEmitter implements Public<Electron.WebContents, Unlike> {
  readonly id = ++lastId;
  readonly session: SessionDouble;
  readonly ipc = new IpcMainDouble('webContents.ipc');
  readonly #window: BrowserWindowDouble;
  readonly #preload: string | undefined;
  readonly #popups: Popups;
  readonly #requests: RequestGate;
  #destroyed = false;
  #crashed = false;
  #loading = false;
  #devTools = false;
  #muted = false;
  readonly #defaultZoom: number;
  #userAgent = '';
  /** For the double itself. */
  readonly _frames: FrameTree;
  readonly _page: Page;

  constructor(
    window: BrowserWindowDouble,
    preferences: Electron.WebPreferences,
    open: (url: string, options: object) => void,
  ) {
    super('webContents');
    this.#window = window;
    this.#preload = preferences.preload;
    this.#defaultZoom = preferences.zoomFactor ?? 1;
    this.session = (preferences.session as unknown as SessionDouble) ?? sessionOf(preferences.partition);
    this._frames = new FrameTree(this);
    this.#popups = new Popups(this, open);
    this.#requests = new RequestGate(this);
    this._page = new Page(
      this._frames,
      {
        preload: preferences.preload,
        additionalArguments: preferences.additionalArguments ?? [],
        size: () => window.getContentBounds(),
        zoom: () => this.getZoomFactor(),
        dark: () => nativeTheme.shouldUseDarkColors,
        headed: boot.headed,
      },
      (error) => this._preloadFailed(error),
    );
    contents.set(this.id, this);
    this.#listen();
  }

  #listen(): void {
    const page = this._page;
    page.on('message', (frame, message) => {
      receiveMessage(this, frame, message).catch((error: unknown) => recordFault('exception', error));
    });
    page.on('request', (request) => void this.#requests.handle(request));
    page.on('popup', (session, target) => void this.#popups.take(session, target).catch(ignore));
    void page.ready.then(() => page.session.on('Page.windowOpen', (event) => this.#popups.announce(event)), ignore);
    page.on('start-loading', () => {
      this.#loading = true;
      this.emit('did-start-loading', makeEvent());
    });
    page.on('stop-loading', () => {
      this.#loading = false;
      this.emit('did-stop-loading', makeEvent());
    });
    page.on('navigated', () => {
      page.fit();
      this.emit('did-navigate', makeEvent(), this.getURL(), 200, 'OK');
    });
    page.on('navigated-in-page', (frame) => {
      this.emit('did-navigate-in-page', makeEvent(), frame.url, frame === this.mainFrame, 1, 1);
    });
    page.on('dom-ready', () => this.emit('dom-ready', makeEvent()));
    page.on('loaded', () => this.emit('did-finish-load', makeEvent()));
    page.on('console', (level, message) => {
      this.emit('console-message', makeEvent({ level, message, lineNumber: 0, sourceId: '', frame: this.mainFrame }));
    });
    page.on('crashed', () => this.#gone());
  }

  #gone(): void {
    this.#crashed = true;
    this.#loading = false;
    const details = { reason: 'crashed', exitCode: 1 };
    this.emit('render-process-gone', makeEvent(), details);
    app.emit('render-process-gone', makeEvent(), this, details);
  }

  /** A preload script that cannot be read, does not parse or throws: the page opens without it. */
  _preloadFailed(error: Error): void {
    recordFault('preload', error, this.#preload);
    console.error('Unable to load preload script:', this.#preload, error);
    setImmediate(() => this.emit('preload-error', makeEvent(), this.#preload, error));
  }

  // ------------------------------------------------------------------------------------------ address and loading

  get mainFrame(): FrameDouble {
    return this._frames.main;
  }

  async loadURL(address: string): Promise<void> {
    this.#alive();
    this.#requests.expectNavigation(address);
    this.#crashed = false;
    try {
      await this._page.load(address);
    } catch (error) {
      if (this.#destroyed) return;
      const { message } = error as Error;
      this.emit('did-fail-load', makeEvent(), -2, message.split(' ')[0], address, true);
      throw error;
    }
  }

  reload(): void {
    this.#alive();
    this.#requests.expectNavigation(this.getURL());
    this.#crashed = false;
    const address = this.mainFrame._address;
    // A crashed page has nothing to reload; it is loaded anew.
    void this._page.ready
      .then(() => this._page.session.send('Page.navigate', { url: address, transitionType: 'reload' }))
      .catch(ignore);
  }
  reloadIgnoringCache(): void {
    this.reload();
  }
  stop(): void {
    void this._page.ready.then(() => this._page.session.send('Page.stopLoading')).catch(ignore);
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  getTitle(): string {
    return this.#window.getTitle();
  }
  isLoading(): boolean {
    return this.#loading;
  }
  isLoadingMainFrame(): boolean {
    return this.#loading;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  forcefullyCrashRenderer(): void {
    void this._page.ready.then(() => this._page.session.send('Page.crash')).catch(ignore);
  }

  // ------------------------------------------------------------------------------------------ messages and code

  send(channel: string, ...args: unknown[]): void {
    this.#alive();
    const message = { t: 'event', channel, args: packArguments(args) } as const;
    this._page.ready.then(() => this._page.deliver(this.mainFrame, message)).catch(ignore);
  }
  executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    return this._page.evaluate(code, userGesture);
  }
  async capturePage(): Promise<NativeImageDouble> {
    return new NativeImageDouble(await this._page.capture());
  }

  // ------------------------------------------------------------------------------------------ guards and settings

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#popups.handler = handler;
  }
  openDevTools(): void {
    this.#devTools = true;
  }
  closeDevTools(): void {
    this.#devTools = false;
  }
  toggleDevTools(): void {
    this.#devTools = !this.#devTools;
  }
  isDevToolsOpened(): boolean {
    return this.#devTools;
  }
  isDevToolsFocused(): boolean {
    return false;
  }
  setZoomFactor(factor: number): void {
    const address = this.getURL();
    setZoomOf(address, factor);
    for (const page of contents.values()) if (hostOf(page.getURL()) === hostOf(address)) page._page.fit();
  }
  getZoomFactor(): number {
    return zoomOf(this.getURL(), this.#defaultZoom);
  }
  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level);
  }
  getZoomLevel(): number {
    return Math.log(this.getZoomFactor()) / Math.log(1.2);
  }
  async setVisualZoomLevelLimits(): Promise<void> {}
  setBackgroundThrottling(): void {}
  setIgnoreMenuShortcuts(): void {}
  setAudioMuted(muted: boolean): void {
    this.#muted = muted;
  }
  isAudioMuted(): boolean {
    return this.#muted;
  }
  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
  }
  getUserAgent(): string {
    return this.#userAgent;
  }
  getType(): 'window' {
    return 'window';
  }
  getOSProcessId(): number {
    return process.pid;
  }
  getProcessId(): number {
    return 1;
  }
  focus(): void {
    this.#window.focus();
  }
  isFocused(): boolean {
    return this.#window.isFocused();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  close(): void {
    this.#window.close();
  }

  /** The window is gone: for the double itself. */
  _destroy(): void {
    this.#destroyed = true;
    contents.delete(this.id);
    this.emit('destroyed', makeEvent());
    this._page.close().catch(ignore);
  }
  get _window(): BrowserWindowDouble {
    return this.#window;
  }

  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  static getAllWebContents(): WebContentsDouble[] {
    return [...contents.values()];
  }
  static getFocusedWebContents(): WebContentsDouble | null {
    return [...contents.values()].find((page) => page.isFocused()) ?? null;
  }
  static fromId(id: number): WebContentsDouble | undefined {
    return contents.get(id);
  }
  static fromDevToolsTargetId(targetId: string): WebContentsDouble | undefined {
    return [...contents.values()].find((page) => page._page.targetId === targetId);
  }
}
