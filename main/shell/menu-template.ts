import type { MenuItemConstructorOptions } from 'electron';
import type { ZoomMove } from './zoom.ts';

export interface MenuActions {
  settings(): void;
  newConversation(): void;
  newTask(): void;
  runs(): void;
  search(): void;
  openWebui(): void;
  zoom(move: ZoomMove): void;
  quit(): void;
}

/**
 * The application menu. It must exist on macOS even for a program without a Dock icon: without its Edit menu the
 * shortcuts for copy, paste and undo do nothing. Elsewhere it is hidden but gives the same shortcuts.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  translate: (key: string) => string,
  actions: MenuActions,
): readonly MenuItemConstructorOptions[] {
  const appMenu: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [
          {
            label: translate('app.name'),
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              { label: translate('menu.settings'), accelerator: 'CommandOrControl+,', click: actions.settings },
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              { label: translate('menu.quit'), accelerator: 'Command+Q', click: actions.quit },
            ],
          },
        ]
      : [];
  return [
    ...appMenu,
    {
      label: translate('menu.conversation'),
      submenu: [
        {
          label: translate('menu.newConversation'),
          accelerator: 'CommandOrControl+N',
          click: actions.newConversation,
        },
        { label: translate('menu.newTask'), accelerator: 'CommandOrControl+Shift+N', click: actions.newTask },
        { label: translate('menu.runs'), accelerator: 'CommandOrControl+Shift+2', click: actions.runs },
        { label: translate('menu.search'), accelerator: 'CommandOrControl+Shift+F', click: actions.search },
        { label: translate('menu.openWebui'), accelerator: 'CommandOrControl+Shift+W', click: actions.openWebui },
        ...(platform === 'darwin'
          ? []
          : ([
              { type: 'separator' },
              { label: translate('menu.settings'), accelerator: 'CommandOrControl+,', click: actions.settings },
              { label: translate('menu.quit'), accelerator: 'CommandOrControl+Q', click: actions.quit },
            ] satisfies MenuItemConstructorOptions[])),
      ],
    },
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        ...zoomItems(translate, actions.zoom),
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
  ];
}

/** Keys for each move; the first is drawn, the others only work: unshifted, and those of the numeric pad. */
const ZOOM_KEYS: Readonly<Record<ZoomMove, readonly string[]>> = {
  reset: ['CommandOrControl+0', 'CommandOrControl+num0'],
  in: ['CommandOrControl+Plus', 'CommandOrControl+=', 'CommandOrControl+numadd'],
  out: ['CommandOrControl+-', 'CommandOrControl+numsub'],
};

/** Not the roles of these names: those change one window until it is loaded again, these change the setting. */
function zoomItems(
  translate: (key: string) => string,
  zoom: (move: ZoomMove) => void,
): readonly MenuItemConstructorOptions[] {
  const items = (move: ZoomMove, label: string): readonly MenuItemConstructorOptions[] =>
    ZOOM_KEYS[move].map((accelerator, place) => ({
      label,
      accelerator,
      click: () => zoom(move),
      ...(place === 0 ? { id: `zoom-${move}` } : { visible: false, acceleratorWorksWhenHidden: true }),
    }));
  return [
    ...items('reset', translate('menu.zoomReset')),
    ...items('in', translate('menu.zoomIn')),
    ...items('out', translate('menu.zoomOut')),
  ];
}
