import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { boot } from '../boot.ts';

const chosen = new Map<string, string>();
const name = { current: boot.manifest.productName ?? boot.manifest.name ?? 'Electron' };

/** The application's name, from which its profile folder is named. */
export const appName = name;

/** `app.getPath`: what was set, else where Linux has it. `--user-data-dir` names the profile, as it does on Electron. */
export function getPath(key: string): string {
  const set = chosen.get(key);
  if (set !== undefined) return set;
  const home = homedir();
  switch (key) {
    case 'home':
      return home;
    case 'appData':
      return process.env.XDG_CONFIG_HOME ?? join(home, '.config');
    case 'userData':
      return boot.switches.get('user-data-dir') || join(getPath('appData'), name.current);
    case 'sessionData':
      return getPath('userData');
    case 'logs':
    case 'crashDumps':
      return join(getPath('userData'), key === 'logs' ? 'logs' : 'Crashpad');
    case 'temp':
      return tmpdir();
    case 'exe':
    case 'module':
      return boot.executable;
    case 'assets':
      return boot.root;
    case 'desktop':
    case 'documents':
    case 'downloads':
    case 'music':
    case 'pictures':
    case 'videos':
      return join(home, `${key[0]?.toUpperCase()}${key.slice(1)}`);
    default:
      throw new Error(`Failed to get '${key}' path`);
  }
}

/** `app.setPath`. */
export function setPath(key: string, path: string): void {
  if (!isAbsolute(path)) throw new Error('Path must be absolute');
  chosen.set(key, path);
}
