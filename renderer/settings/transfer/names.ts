import type { Settings } from '../../../preload/contract.ts';
import type { SectionId, SettingId } from '../catalog.ts';

/** The settings that a section changes; other sections have none of their own. */
export const NAMES_OF: Readonly<Partial<Record<SectionId, readonly (keyof Settings)[]>>> = {
  answers: ['answers'],
  runs: ['runs'],
  quick: ['hotkey', 'quick'],
  notifications: ['notifications', 'quietHours'],
  appearance: ['theme', 'language', 'fontScale', 'zoom', 'reducedMotion'],
  startup: ['openAtLogin', 'closeToTray'],
  meaning: ['meaning'],
  openwebui: ['openWebuiProvisioning'],
  network: ['network'],
  about: ['updates', 'seen'],
};

/** Where the page has the settings of a file: by name, or by the names within a group. */
const SETTINGS: Readonly<Record<string, SettingId | Readonly<Record<string, SettingId>>>> = {
  theme: 'theme',
  language: 'language',
  fontScale: 'fontScale',
  zoom: 'zoom',
  reducedMotion: 'motion',
  hotkey: 'hotkey',
  openAtLogin: 'openAtLogin',
  closeToTray: 'closeToTray',
  quietHours: 'quietHours',
  quick: { target: 'target', source: 'target', withAi: 'withAi', modelId: 'model' },
  answers: { chain: 'answersChain', cache: 'answersCache' },
  notifications: {
    answers: 'answers',
    decisions: 'decisions',
    runs: 'runsEnded',
    waiting: 'runsWaiting',
    services: 'services',
  },
  runs: { keepDays: 'keepDays', sourceId: 'runSource' },
  updates: { check: 'updatesCheck' },
  network: { proxy: 'proxy', proxyFor: 'proxyFor', metered: 'metered' },
};

/** The setting of the page that a file calls by this name, such as `theme` or `answers.cache`; `null` when it has none. */
export function settingOf(name: string): SettingId | null {
  const [first = '', leaf = ''] = name.split('.');
  const found = Object.hasOwn(SETTINGS, first) ? SETTINGS[first] : undefined;
  if (typeof found !== 'object') return found ?? null;
  return Object.hasOwn(found, leaf) ? (found[leaf] ?? null) : null;
}
