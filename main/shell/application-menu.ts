import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  settings(): void;
  newConversation(): void;
  newTask(): void;
  runs(): void;
  search(): void;
  openWebui(): void;
  quit(): void;
}

/**
 * The application menu. It must exist on macOS even for a program without a Dock icon: without its Edit menu the
 * shortcuts for copy, paste and undo do nothing. Elsewhere it is hidden but gives the same shortcuts.
 */
export function setApplicationMenu(
  platform: NodeJS.Platform,
  translate: (key: string) => string,
  actions: MenuActions,
): void {
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
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
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
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          { role: 'toggleDevTools' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
