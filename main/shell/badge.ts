import { join } from 'node:path';
import type { NativeImage } from 'electron';

export interface BadgeDeps {
  readonly platform: NodeJS.Platform;
  /** `app.setBadgeCount`: the Dock of macOS, the launchers of Linux that know the Unity protocol. */
  readonly setCount: (count: number) => void;
  /** `BrowserWindow.setOverlayIcon`: the corner of the button in the taskbar of Windows. */
  readonly setOverlay: (image: NativeImage | null, description: string) => void;
  /** `nativeImage.createFromPath` */
  readonly loadImage: (path: string) => NativeImage;
  readonly icons: string;
  /** Whether the taskbar is dark. */
  readonly onDark: () => boolean;
}

export interface Badge {
  /** Shows how many things wait for the person; `description` is for those who hear the taskbar. */
  render(count: number, description: string): void;
}

/** Keeps the mark on the program's icon in step. Idempotent: the same count twice does nothing. */
export function createBadge({ platform, setCount, setOverlay, loadImage, icons, onDark }: BadgeDeps): Badge {
  let shown = '';

  /** Windows: a picture with words, because its taskbar draws no numbers. */
  function overlay(count: number, description: string): void {
    const file = onDark() ? 'badge-on-dark.png' : 'badge-on-light.png';
    const next = count === 0 ? '' : `${file} ${description}`;
    if (next === shown) return;
    shown = next;
    if (count === 0) setOverlay(null, '');
    else setOverlay(loadImage(join(icons, file)), description);
  }

  function number(count: number): void {
    const next = count === 0 ? '' : String(count);
    if (next === shown) return;
    shown = next;
    setCount(count);
  }

  return { render: platform === 'win32' ? overlay : number };
}
