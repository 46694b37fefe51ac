import { join } from 'node:path';
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { Asked, Decision } from '../runs/simple.ts';
import type { TrayAction, TrayIcon, TrayItem, TrayModel } from '../tray/model.ts';

export interface TrayDeps {
  /** `new Tray(image)`; passed in so that the rendering can be tried without a desktop. */
  readonly create: (image: NativeImage) => Tray;
  readonly buildMenu: (template: MenuItemConstructorOptions[]) => Menu;
  /** `nativeImage.createFromPath` */
  readonly loadImage: (path: string) => NativeImage;
  readonly icons: string;
  readonly platform: NodeJS.Platform;
  readonly onDark: () => boolean;
  readonly act: (action: TrayAction) => void;
  readonly turn: (setting: 'metered', on: boolean) => void;
  readonly openConversation: (conversationId: number) => void;
  readonly openRun: (runId: number) => void;
  readonly answer: (asked: Asked, decision: Decision) => void;
  /** A click on the icon itself, where it does not open the menu. */
  readonly onClick: () => void;
}

export interface TrayView {
  /** Shows the model; what has not changed is left alone, because a native menu flickers when it is replaced. */
  render(model: TrayModel): void;
  /** `false` where the desktop has no place for tray icons. */
  readonly present: boolean;
}

/** Keeps the one tray icon in step with the model. Idempotent: rendering the same model twice does nothing. */
export function createTrayView(deps: TrayDeps): TrayView {
  let tray: Tray | null = null;
  let shown: { icon: string; tooltip: string; items: string } | null = null;

  function build(model: TrayModel): Tray | null {
    try {
      const created = deps.create(trayImage(deps, model.icon));
      // On Linux the click is not reliable; the menu holds everything it does. On macOS a click opens the menu, and is
      // reported all the same: a window coming up behind the menu is not what was asked for.
      if (deps.platform !== 'darwin') created.on('click', deps.onClick);
      return created;
    } catch {
      return null;
    }
  }

  return {
    get present() {
      return tray !== null;
    },
    render(model) {
      const next = {
        icon: `${model.icon} ${deps.onDark()}`,
        tooltip: model.tooltip,
        items: JSON.stringify(model.items),
      };
      if (!tray) {
        tray = build(model);
        if (!tray) return;
      } else if (next.icon !== shown?.icon) tray.setImage(trayImage(deps, model.icon));
      if (next.tooltip !== shown?.tooltip) tray.setToolTip(model.tooltip);
      // On Linux a changed menu must be set again as a whole.
      if (next.items !== shown?.items) tray.setContextMenu(deps.buildMenu(menuTemplate(model.items, deps)));
      shown = next;
    },
  };
}

function menuTemplate(items: readonly TrayItem[], deps: TrayDeps): MenuItemConstructorOptions[] {
  return items.map((item) => menuItem(item, deps));
}

function menuItem(item: TrayItem, deps: TrayDeps): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: item.label, enabled: false };
    case 'conversation':
      return { label: item.label, click: () => deps.openConversation(item.conversationId) };
    case 'run':
      return { label: item.label, click: () => deps.openRun(item.runId) };
    case 'answer':
      return { label: item.label, click: () => deps.answer(item.asked, item.decision) };
    case 'switch':
      return {
        type: 'checkbox',
        label: item.label,
        checked: item.on,
        click: () => deps.turn(item.setting, !item.on),
      };
    case 'submenu':
      return { label: item.label, submenu: menuTemplate(item.items, deps) };
    case 'action':
      return {
        label: item.label,
        click: () => deps.act(item.action),
        // Shown only: the hotkey and the application menu register it.
        ...(item.accelerator ? { accelerator: item.accelerator, registerAccelerator: false } : {}),
      };
  }
}

/** macOS recolours template images itself; elsewhere the ground decides. `@2x` files are found by Electron. */
function trayImage({ loadImage, icons, platform, onDark }: TrayDeps, icon: TrayIcon): NativeImage {
  if (platform === 'darwin') {
    const image = loadImage(join(icons, `${icon}Template.png`));
    image.setTemplateImage(true);
    return image;
  }
  return loadImage(join(icons, `${icon}-${onDark() ? 'on-dark' : 'on-light'}.png`));
}
