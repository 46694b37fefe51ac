import { app } from '../app/app.ts';
import { makeEvent, type Public, StrictEmitter } from '../emitter.ts';
import { strict } from '../strict.ts';
import type { BrowserWindowDouble } from '../window/browser-window.ts';
import { focusedWindow } from '../window/focus.ts';

type Options = Electron.MenuItemConstructorOptions;

/** What a role does by itself; the others (copy, paste…) are Chromium's own on the keyboard. */
const ROLES: Readonly<Record<string, (window: BrowserWindowDouble | null) => void>> = {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  reload: (window) => window?.reload(),
  hide: () => app.hide(),
  toggledevtools: (window) => window?.webContents.toggleDevTools(),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
};

export class MenuItemDouble implements Public<Electron.MenuItem, 'submenu' | 'menu' | 'userAccelerator' | 'role'> {
  readonly #click: Options['click'];
  readonly id: string;
  readonly type: Electron.MenuItem['type'];
  readonly role: Options['role'];
  readonly accelerator: string | null;
  readonly submenu: MenuDouble | undefined;
  readonly commandId: number;
  label: string;
  sublabel: string;
  toolTip: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  static #last = 0;

  constructor(options: Options) {
    const { submenu } = options;
    this.#click = options.click;
    this.commandId = ++MenuItemDouble.#last;
    this.id = options.id ?? '';
    this.role = options.role;
    this.submenu = Array.isArray(submenu) ? MenuDouble.buildFromTemplate(submenu) : (submenu as unknown as MenuDouble);
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = options.accelerator ?? null;
    this.label = options.label ?? options.role ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
  }

  readonly click = (event: object = {}, window: BrowserWindowDouble | null = focusedWindow()): void => {
    if (!this.enabled) return;
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') this.checked = true;
    if (this.#click) this.#click(this as never, (window ?? undefined) as never, event as never);
    else if (this.role) ROLES[this.role.toLowerCase()]?.(window);
  };
}

export class MenuDouble extends StrictEmitter implements Public<Electron.Menu, 'items' | 'append' | 'insert'> {
  static #application: MenuDouble | null = null;
  static #popup: MenuDouble | null = null;
  #onClosed: (() => void) | undefined;
  readonly items: MenuItemDouble[] = [];

  constructor() {
    super('Menu');
  }

  append(item: MenuItemDouble): void {
    this.items.push(item);
  }
  insert(position: number, item: MenuItemDouble): void {
    this.items.splice(position, 0, item);
  }
  getMenuItemById(id: string): never {
    return (this._find((item) => item.id === id) ?? null) as never;
  }
  popup(options: Electron.PopupOptions = {}): void {
    this.#onClosed = options.callback;
    MenuDouble.#popup = this;
    this.emit('menu-will-show', makeEvent());
  }
  closePopup(): void {
    if (MenuDouble.#popup === this) MenuDouble.#popup = null;
    this.emit('menu-will-close', makeEvent());
    this.#onClosed?.();
  }

  /** For the double itself: the first item that fits, submenus included. */
  _find(fits: (item: MenuItemDouble) => boolean): MenuItemDouble | null {
    for (const item of this.items) {
      const found = fits(item) ? item : item.submenu?._find(fits);
      if (found) return found;
    }
    return null;
  }
  static get _popup(): MenuDouble | null {
    return MenuDouble.#popup;
  }

  static buildFromTemplate(template: readonly (Options | MenuItemDouble)[]): MenuDouble {
    const menu = new MenuDouble();
    for (const entry of template)
      menu.append(entry instanceof MenuItemDouble ? entry : new MenuItemDouble(entry as Options));
    return menu;
  }
  static setApplicationMenu(menu: MenuDouble | null): void {
    MenuDouble.#application = menu;
  }
  static getApplicationMenu(): MenuDouble | null {
    return MenuDouble.#application;
  }
}

/** An item as a test sees it. */
export interface ShownItem {
  readonly label: string;
  readonly id: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly checked: boolean;
  readonly submenu?: readonly ShownItem[];
}

/** The visible items of a menu, as plain data. */
export function describeMenu(menu: MenuDouble | null | undefined): ShownItem[] {
  return (menu?.items ?? [])
    .filter((item) => item.visible)
    .map(({ label, id, type, enabled, checked, submenu }) => ({
      label,
      id,
      type,
      enabled,
      checked,
      ...(submenu ? { submenu: describeMenu(submenu) } : {}),
    }));
}

/** `Menu` as the application sees it. */
export const Menu = strict('Menu', MenuDouble);
