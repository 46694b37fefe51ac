import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from '../app/app.ts';
import { boot } from '../boot.ts';
import { ignore } from '../chromium/browser.ts';
import { WebContentsDouble } from '../contents/web-contents.ts';
import { makeEvent, type Public } from '../emitter.ts';
import { life, windows } from '../state.ts';
import { screen } from '../surfaces/screen.ts';
import { focusedWindow, setFocusedWindow } from './focus.ts';
import { refuseInsecure } from './preferences.ts';
import { RealWindow } from './real-window.ts';
import { WindowFrame } from './window-frame.ts';

type Unlike = 'webContents' | 'capturePage' | 'contentView';

/** A window: its state is kept here, its page is Chromium's. */
export class BrowserWindowDouble extends WindowFrame implements Public<Electron.BrowserWindow, Unlike> {
  readonly webContents: WebContentsDouble;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  readonly #real: RealWindow | null;
  #visible = false;
  #minimized = false;
  #fullScreen = false;
  #destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super(options);
    if (!life.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    refuseInsecure(options.webPreferences ?? {});
    this.#options = options;
    this.webContents = new WebContentsDouble(this, options.webPreferences ?? {}, (url, more) =>
      openAllowed(this, url, more),
    );
    this.#real = boot.headed ? new RealWindow(this.webContents._page) : null;
    if (!(options.show ?? true)) this.#real?.hide(this.getBounds());
    windows.set(this.id, this);
    this.webContents._page.once('painted', () => this.emit('ready-to-show', makeEvent()));
    this.webContents._page.on('closed', () => this.#closedByUser());
    app.emit('browser-window-created', makeEvent(), this);
    app.emit('web-contents-created', makeEvent(), this.webContents);
    if (options.show ?? true) this.show();
  }

  get id(): number {
    return this.webContents.id;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  loadFile(file: string, { query = {}, search, hash }: Electron.LoadFileOptions = {}): Promise<void> {
    const url = pathToFileURL(resolve(boot.root, file));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    if (search) url.search = search;
    if (hash) url.hash = hash;
    return this.webContents.loadURL(url.href);
  }
  reload(): void {
    this.webContents.reload();
  }
  capturePage() {
    return this.webContents.capturePage();
  }
  getMediaSourceId(): string {
    return `window:${this.id}:0`;
  }
  /** A window takes its page's title unless somebody objects. */
  _pageTitle(title: string): void {
    if (title === this.title) return;
    const event = makeEvent();
    this.webContents.emit('page-title-updated', event, title, true);
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.title = title;
  }

  // ------------------------------------------------------------------------------------------ seen and focused

  show(): void {
    this.#reveal();
    this.focus();
  }
  showInactive(): void {
    this.#reveal();
  }
  #reveal(): void {
    const hidden = !this.isVisible();
    this.#visible = true;
    this.#minimized = false;
    if (hidden) this.#real?.show(this.getBounds());
    if (hidden) this.emit('show', makeEvent());
  }
  hide(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.#real?.hide(this.getBounds());
    if (this.isFocused()) setFocusedWindow(null);
    this.emit('hide', makeEvent());
  }
  isVisible(): boolean {
    return this.#visible && !this.#minimized;
  }
  /** The system answers later, as everywhere. */
  focus(): void {
    if (!this.isVisible() || this.#options.focusable === false) return;
    setImmediate(() => {
      if (!this.#destroyed && this.isVisible()) setFocusedWindow(this);
    });
  }
  blur(): void {
    if (this.isFocused()) setFocusedWindow(null);
  }
  isFocused(): boolean {
    return focusedWindow() === this;
  }
  moveTop(): void {}

  minimize(): void {
    if (this.#minimized) return;
    this.#minimized = true;
    this.#real?.minimize();
    if (this.isFocused()) setFocusedWindow(null);
    this.emit('minimize', makeEvent());
  }
  restore(): void {
    if (!this.#minimized) return;
    this.#minimized = false;
    this.#real?.show(this.getBounds());
    this.emit('restore', makeEvent());
    this.focus();
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  maximize(): void {
    this.#reveal();
    this.fill(screen.getDisplayMatching(this.getBounds()).workArea);
  }
  unmaximize(): void {
    this.unfill();
  }
  setFullScreen(on: boolean): void {
    if (this.#fullScreen === on) return;
    this.#fullScreen = on;
    this.emit(on ? 'enter-full-screen' : 'leave-full-screen', makeEvent());
  }
  isFocusable(): boolean {
    return this.#options.focusable ?? true;
  }
  isModal(): boolean {
    return this.#options.modal ?? false;
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }
  isNormal(): boolean {
    return !this.#minimized && !this.isMaximized() && !this.#fullScreen;
  }

  /** The frame has changed: the real window and the page follow. */
  protected override placed(bounds: Electron.Rectangle, resized: boolean): void {
    if (this.isVisible()) this.#real?.move(bounds);
    if (resized) this.webContents._page.fit();
  }

  // ------------------------------------------------------------------------------------------ end

  close(): void {
    if (this.#destroyed) return;
    const event = makeEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this.id);
    if (this.isFocused()) setFocusedWindow(null);
    this.webContents._destroy();
    this.emit('closed', makeEvent());
    if (windows.size === 0 && !life.quitting) setImmediate(announceAllClosed);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /**
   * A person closed the real window: its page is gone already, so a refusal cannot be honoured. With no tray to come
   * back from, the last visible window ends the program.
   */
  #closedByUser(): void {
    this.emit('close', makeEvent());
    this.destroy();
    if (![...windows.values()].some((window) => window.isVisible())) app.quit();
  }

  static getAllWindows(): BrowserWindowDouble[] {
    return [...windows.values()];
  }
  static getFocusedWindow(): BrowserWindowDouble | null {
    return focusedWindow();
  }
  static fromWebContents(page: WebContentsDouble | null | undefined): BrowserWindowDouble | null {
    return page ? (windows.get(page.id) ?? null) : null;
  }
  static fromId(id: number): BrowserWindowDouble | null {
    return windows.get(id) ?? null;
  }
}

function openAllowed(opener: BrowserWindowDouble, url: string, options: object): void {
  const window = new BrowserWindowDouble(options);
  opener.webContents.emit('did-create-window', window, { url });
  window.loadURL(url).catch(ignore);
}

function announceAllClosed(): void {
  if (windows.size > 0 || life.quitting || life.exited) return;
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
  else app.quit();
}
