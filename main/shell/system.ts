import { app, shell } from 'electron';
import type { AppInfo } from '../../preload/contract.ts';
import { externalAddress } from '../external-link.ts';

/** What the pages may know about the program and the system. */
export function appInfo(language: 'en' | 'fr'): AppInfo {
  const { electron = '', chrome = '', node } = process.versions;
  const { platform } = process;
  return {
    version: app.getVersion(),
    platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    shell: process.env.COMPANION_SHELL_RUNNING === 'double' ? 'double' : 'electron',
    language,
    versions: { electron, chrome, node },
  };
}

/** Opens what a page tried to open by itself when it is a link one may follow; nothing otherwise. */
export function openFromPage(url: string): void {
  const address = externalAddress(url);
  if (address) void shell.openExternal(address);
}
