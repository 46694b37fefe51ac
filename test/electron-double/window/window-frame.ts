import { app } from '../app/app.ts';
import { makeEvent, type Public, StrictEmitter } from '../emitter.ts';
import { screen } from '../surfaces/screen.ts';

type Options = Electron.BrowserWindowConstructorOptions;

/** Where a window is, and how it looks and behaves; what is in it is `BrowserWindowDouble`'s. */
export abstract class WindowFrame extends StrictEmitter implements Public<Electron.BaseWindow, 'contentView'> {
  #bounds: Electron.Rectangle;
  /** Where it was before it was maximised. */
  #normal: Electron.Rectangle | null = null;
  #minimum: [number, number];
  #maximum: [number, number] = [0, 0];
  #level: string;
  #skipTaskbar: boolean;
  #everywhere = false;
  #opacity: number;
  #background: string;
  #overlay: unknown;
  #taskbarMark = '';
  title: string;
  resizable: boolean;
  movable: boolean;
  minimizable: boolean;
  maximizable: boolean;
  fullScreenable: boolean;
  closable: boolean;
  autoHideMenuBar: boolean;

  constructor(options: Options) {
    super('BrowserWindow');
    this.#bounds = initialBounds(options);
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#level = options.alwaysOnTop ? 'floating' : 'normal';
    this.#skipTaskbar = options.skipTaskbar ?? false;
    this.#opacity = options.opacity ?? 1;
    this.#background = options.backgroundColor ?? '#FFFFFF';
    this.#overlay = options.titleBarOverlay ?? false;
    this.title = options.title ?? app.name;
    this.resizable = options.resizable ?? true;
    this.movable = options.movable ?? true;
    this.minimizable = options.minimizable ?? true;
    this.maximizable = options.maximizable ?? true;
    this.fullScreenable = options.fullscreenable ?? true;
    this.closable = options.closable ?? true;
    this.autoHideMenuBar = options.autoHideMenuBar ?? false;
  }

  /** Told after each change of place or size. */
  protected abstract placed(bounds: Electron.Rectangle, resized: boolean): void;

  // ------------------------------------------------------------------------------------------ place and size

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getContentBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...(this.#normal ?? this.#bounds) };
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  getContentSize(): number[] {
    return this.getSize();
  }
  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y];
  }
  setBounds(wanted: Partial<Electron.Rectangle>): void {
    const before = this.#bounds;
    this.#bounds = this.#fitted({ ...before, ...wanted });
    const { x, y, width, height } = this.#bounds;
    const moved = x !== before.x || y !== before.y;
    const resized = width !== before.width || height !== before.height;
    if (moved || resized) this.placed(this.getBounds(), resized);
    for (const name of moved ? ['move', 'moved'] : []) this.emit(name, makeEvent());
    for (const name of resized ? ['resize', 'resized'] : []) this.emit(name, makeEvent());
  }
  #fitted(bounds: Electron.Rectangle): Electron.Rectangle {
    const [maxWidth, maxHeight] = this.#maximum;
    return {
      x: bounds.x,
      y: bounds.y,
      width: Math.min(Math.max(bounds.width, this.#minimum[0]), maxWidth || Infinity),
      height: Math.min(Math.max(bounds.height, this.#minimum[1]), maxHeight || Infinity),
    };
  }
  setContentBounds(bounds: Electron.Rectangle): void {
    this.setBounds(bounds);
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  center(): void {
    const { width, height } = this.#bounds;
    this.setBounds(initialBounds({ width, height }));
  }
  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height];
    this.setBounds({});
  }
  getMinimumSize(): number[] {
    return [...this.#minimum];
  }
  setMaximumSize(width: number, height: number): void {
    this.#maximum = [width, height];
    this.setBounds({});
  }
  getMaximumSize(): number[] {
    return [...this.#maximum];
  }

  // ------------------------------------------------------------------------------------------ looks and manners

  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  setAlwaysOnTop(on: boolean, level: string = 'floating'): void {
    this.#level = on ? level : 'normal';
    this.emit('always-on-top-changed', makeEvent(), on);
  }
  isAlwaysOnTop(): boolean {
    return this.#level !== 'normal';
  }
  /** For the double itself. */
  get _level(): string {
    return this.#level;
  }
  get _skipsTaskbar(): boolean {
    return this.#skipTaskbar;
  }
  setSkipTaskbar(skip: boolean): void {
    this.#skipTaskbar = skip;
  }
  setVisibleOnAllWorkspaces(everywhere: boolean): void {
    this.#everywhere = everywhere;
  }
  isVisibleOnAllWorkspaces(): boolean {
    return this.#everywhere;
  }
  setOpacity(opacity: number): void {
    this.#opacity = opacity;
  }
  getOpacity(): number {
    return this.#opacity;
  }
  setBackgroundColor(colour: string): void {
    this.#background = colour;
  }
  getBackgroundColor(): string {
    return this.#background;
  }
  /** macOS only. */
  setWindowButtonPosition(): void {}
  setTitleBarOverlay(overlay: Electron.TitleBarOverlayOptions): void {
    if (!this.#overlay) throw new Error('Titlebar overlay is not enabled');
    this.#overlay = overlay;
  }
  /** Windows only, as a mark on the button in the taskbar. */
  setOverlayIcon(_image: unknown, description: string): void {
    this.#taskbarMark = description;
  }
  /** For the double itself. */
  get _taskbarMark(): string {
    return this.#taskbarMark;
  }
  setResizable(resizable: boolean): void {
    this.resizable = resizable;
  }
  isResizable(): boolean {
    return this.resizable;
  }
  setFocusable(): void {}
  setEnabled(): void {}
  setIcon(): void {}
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(hide: boolean): void {
    this.autoHideMenuBar = hide;
  }
  setProgressBar(): void {}
  flashFrame(): void {}
  setContentProtection(): void {}
  setIgnoreMouseEvents(): void {}
  setParentWindow(): void {}
  getParentWindow(): null {
    return null;
  }
  getNativeWindowHandle(): Buffer {
    return Buffer.alloc(8);
  }

  isMaximized(): boolean {
    return this.#normal !== null;
  }
  /** Takes the whole of a display's free area. */
  protected fill(workArea: Electron.Rectangle): void {
    if (this.#normal) return;
    this.#normal = this.#bounds;
    this.setBounds(workArea);
    this.emit('maximize', makeEvent());
  }
  protected unfill(): void {
    if (!this.#normal) return;
    this.setBounds(this.#normal);
    this.#normal = null;
    this.emit('unmaximize', makeEvent());
  }
}

function initialBounds({
  x,
  y,
  width = 800,
  height = 600,
}: Electron.BrowserWindowConstructorOptions): Electron.Rectangle {
  const { workArea } = screen.getPrimaryDisplay();
  return {
    x: x ?? Math.round(workArea.x + (workArea.width - width) / 2),
    y: y ?? Math.round(workArea.y + (workArea.height - height) / 2),
    width,
    height,
  };
}
