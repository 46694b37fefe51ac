import type { TFunction } from 'i18next';
import type { AppError, PlainValue, SettingChange } from '../../../preload/contract.ts';
import { errorSentence } from '../../ui/error-sentence.ts';
import { keyText } from '../../ui/key.tsx';
import { type SettingId, sections } from '../catalog.ts';
import { settingOf } from './names.ts';

/** A setting by the name the page gives it, its section behind; as the file calls it when the page has none. */
export function changeLabel({ name }: SettingChange, t: TFunction): { readonly label: string; readonly of: string } {
  const id = settingOf(name);
  for (const { title, settings } of sections(t)) {
    const found = settings.find((each) => each.id === id);
    if (found) return { label: found.label, of: title };
  }
  return { label: name, of: '' };
}

/** From what to what, in words; `null` when it is more than fits a line. */
export function changeValues({ name, values }: SettingChange, t: TFunction): string | null {
  if (!values) return null;
  const id = settingOf(name);
  const before = valueText(id, values.before, t);
  const after = valueText(id, values.after, t);
  return t('settings.importValues', { before, after });
}

const WORDS: Readonly<Partial<Record<SettingId, Readonly<Record<string, string>>>>> = {
  theme: { system: 'settings.asSystem', light: 'settings.light', dark: 'settings.dark' },
  language: { system: 'settings.asSystem', en: 'settings.english', fr: 'settings.french' },
  motion: { system: 'settings.asSystem', on: 'settings.motionOff' },
  target: {
    lastUsed: 'settings.targetLastUsed',
    daily: 'settings.targetDaily',
    chosen: 'settings.targetChosen',
  },
  updatesCheck: { weekly: 'updates.weekly', asked: 'updates.asked' },
};

function valueText(id: SettingId | null, value: PlainValue, t: TFunction): string {
  if (typeof value === 'boolean') return value ? t('settings.importOn') : t('settings.importOff');
  if (id === 'keepDays') {
    return typeof value === 'number' ? t('settings.days', { count: value }) : t('settings.always');
  }
  if ((id === 'fontScale' || id === 'zoom') && typeof value === 'number')
    return t('settings.percent', { n: Math.round(value * 100) });
  if (value === null || value === '') return t('settings.importNone');
  if (id === 'hotkey') return keyText(String(value), t);
  const word = id === null ? undefined : WORDS[id]?.[String(value)];
  return word === undefined ? String(value) : t(word);
}

const BY_REASON: Readonly<Record<string, string>> = {
  notJson: 'settings.importOtherFile',
  otherFile: 'settings.importOtherFile',
  fileTooLarge: 'settings.importTooLarge',
  unreadable: 'settings.importUnreadable',
};

/** Why a file could not be taken. */
export function fileSentence(error: AppError, t: TFunction): string {
  const { reason } = error;
  const key = reason !== undefined && Object.hasOwn(BY_REASON, reason) ? BY_REASON[reason] : undefined;
  return key === undefined ? errorSentence(t, error) : t(key);
}
