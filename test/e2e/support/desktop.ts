import type { ElectronApplication } from 'playwright';

export interface ShownWindow {
  readonly id: number;
  readonly title: string;
  readonly url: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly minimized: boolean;
  readonly alwaysOnTop: boolean;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface ShownNotification {
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  /** The words of its buttons, where the system draws them. */
  readonly actions: readonly string[];
  readonly open: boolean;
}

/** Tray, menus, notifications, hotkeys… of the shell, the same in Electron and in the double. */
export interface Desktop {
  /** Calls a member of `globalThis.__desktop` in main by its path, e.g. `call('tray.click')`. */
  call<T = unknown>(path: string, ...args: unknown[]): Promise<T>;
  windows(): Promise<ShownWindow[]>;
  notifications(): Promise<ShownNotification[]>;
  /** Presses a button of the last notification. */
  pressNotification(label: string): Promise<void>;
  /** The number on the program's icon (macOS, Linux). */
  badge(): Promise<number>;
  /** Addresses handed to the system browser. */
  opened(): Promise<string[]>;
  /** Presses a hotkey anywhere on the system; false when nobody listens to it. */
  press(accelerator: string): Promise<boolean>;
  /** Chooses an item of the tray's, a popup's or the application's menu by its label or id. */
  chooseMenu(labelOrId: string): Promise<void>;
}

/** The desktop of a running application. */
export function desktopOf(app: ElectronApplication): Desktop {
  function call<T>(path: string, ...args: unknown[]): Promise<T> {
    return app.evaluate(
      (_electron, request) => {
        const keys = request.path.split('.');
        let holder = (globalThis as unknown as { __desktop: Record<string, unknown> }).__desktop;
        for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
        const member = holder[keys.at(-1) ?? ''];
        if (member === undefined) throw new Error(`__desktop.${request.path} does not exist in this shell`);
        return (typeof member === 'function' ? member(...request.args) : member) as never;
      },
      { path, args },
    ) as Promise<T>;
  }
  return {
    call,
    windows: () => call('windows'),
    notifications: () => call('notifications'),
    pressNotification: (label) => call('pressNotification', label),
    badge: () => call('badge'),
    opened: () => call('opened'),
    press: (accelerator) => call('globalShortcut.trigger', accelerator),
    chooseMenu: (labelOrId) => call('menu.click', labelOrId),
  };
}
