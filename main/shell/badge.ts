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
}

export interface Badge {
  /** Shows how many things wait for the person; `description` is for those who hear the taskbar. */
  render(count: number, description: string): void;
}

/** Keeps the mark on the program's icon in step. Idempotent: the same count twice does nothing. */
export function createBadge({ platform, setCount, setOverlay, loadImage, icons }: BadgeDeps): Badge {
  let shown = '0 ';

  return {
    render(count, description) {
      const next = `${count} ${count === 0 ? '' : description}`;
      if (next === shown) return;
      shown = next;
      if (platform !== 'win32') setCount(count);
      else setOverlay(count === 0 ? null : loadImage(join(icons, 'badge.png')), count === 0 ? '' : description);
    },
  };
}
