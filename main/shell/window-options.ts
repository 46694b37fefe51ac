import type { BrowserWindowConstructorOptions } from 'electron';

/** What every window of ours has in common; stated in full although most of it is Electron's default. */
export function webPreferences(
  preload: string,
  zoom: number,
): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: true,
    devTools: true,
    zoomFactor: zoom,
  };
}
