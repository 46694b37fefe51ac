import { boot } from '../boot.ts';
import { strict } from '../strict.ts';

const switches = new Map<string, string>(boot.switches);
const added: string[] = [];

/** `app.commandLine`. What the application appends before it is ready reaches Chromium. */
export const commandLine = strict('app.commandLine', {
  appendSwitch(name: string, value = '') {
    switches.set(name, value);
    added.push(value ? `--${name}=${value}` : `--${name}`);
  },
  appendArgument(value: string) {
    added.push(value);
  },
  hasSwitch: (name: string) => switches.has(name),
  getSwitchValue: (name: string) => switches.get(name) ?? '',
  removeSwitch(name: string) {
    switches.delete(name);
  },
}) satisfies Electron.CommandLine;

/** What Chromium is started with beyond our own flags. */
export function addedSwitches(): readonly string[] {
  return [`--lang=${systemLanguages()[0] ?? 'en-US'}`, ...added];
}

/** The languages of the person's system, best first: `--lang`, else the usual variables of the environment. */
export function systemLanguages(): string[] {
  const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env;
  const named = [switches.get('lang'), ...(LANGUAGE ?? '').split(':'), LC_ALL, LC_MESSAGES, LANG];
  const tags = named
    .map((name) => (name ?? '').replace(/[.@].*$/, '').replace('_', '-'))
    .filter((tag) => tag !== '' && tag !== 'C' && tag !== 'POSIX');
  return tags.length > 0 ? [...new Set(tags)] : ['en-US'];
}
