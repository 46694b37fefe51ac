import { makeEvent, type Public, StrictEmitter } from '../emitter.ts';
import { describeMenu, type MenuDouble } from './menu.ts';
import { NativeImageDouble } from './native-image.ts';

const BOUNDS: Electron.Rectangle = { x: 1700, y: 0, width: 24, height: 24 };

/** The tray icons there are. */
export const trays: TrayDouble[] = [];

export class TrayDouble
  extends StrictEmitter
  implements Public<Electron.Tray, 'setImage' | 'setContextMenu' | 'popUpContextMenu'>
{
  #image: NativeImageDouble;
  #toolTip = '';
  #title = '';
  #menu: MenuDouble | null = null;
  #destroyed = false;

  constructor(image: NativeImageDouble | string) {
    super('Tray');
    this.#image = toImage(image);
    trays.push(this);
  }

  setImage(image: NativeImageDouble | string): void {
    this.#image = toImage(image);
  }
  setPressedImage(): void {}
  setToolTip(text: string): void {
    this.#toolTip = text;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setContextMenu(menu: MenuDouble | null): void {
    this.#menu = menu;
  }
  popUpContextMenu(menu?: MenuDouble): void {
    (menu ?? this.#menu)?.popup();
  }
  closeContextMenu(): void {
    this.#menu?.closePopup();
  }
  setIgnoreDoubleClickEvents(): void {}
  getBounds(): Electron.Rectangle {
    return { ...BOUNDS };
  }
  focus(): void {}
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    this.#destroyed = true;
    const index = trays.indexOf(this);
    if (index >= 0) trays.splice(index, 1);
  }

  /** For the double itself. */
  get _menu(): MenuDouble | null {
    return this.#menu;
  }
  get _state() {
    return { toolTip: this.#toolTip, title: this.#title, image: this.#image._path, empty: this.#image.isEmpty() };
  }
}

function toImage(image: NativeImageDouble | string): NativeImageDouble {
  return typeof image === 'string' ? NativeImageDouble.createFromPath(image) : image;
}

function tray(index: number): TrayDouble {
  const found = trays[index];
  if (!found) throw new Error(`There is no tray icon ${index}`);
  return found;
}

export const trayDrive = {
  count: () => trays.length,
  click: (index = 0) => void tray(index).emit('click', makeEvent({ altKey: false }), { ...BOUNDS }, { x: 0, y: 0 }),
  rightClick: (index = 0) => void tray(index).emit('right-click', makeEvent(), { ...BOUNDS }),
  /** Labels of the visible items of its menu, none before there is one; a separator's is empty. */
  labels: (index = 0) => describeMenu(trays[index]?._menu).map((item) => item.label),
  items: (index = 0) => describeMenu(trays[index]?._menu),
  state: (index = 0) => tray(index)._state,
};
