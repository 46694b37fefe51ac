import { Menu } from 'electron';
import { type MenuActions, menuTemplate } from './menu-template.ts';

/** Sets the menu of the program, in the language of `translate`. */
export function setApplicationMenu(
  platform: NodeJS.Platform,
  translate: (key: string) => string,
  actions: MenuActions,
): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(platform, translate, actions)]));
}
