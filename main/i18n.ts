import i18next from 'i18next';
import type { Language } from '../preload/contract.ts';
import en from '../renderer/locales/en.json' with { type: 'json' };
import fr from '../renderer/locales/fr.json' with { type: 'json' };

/** A sentence of the catalogue, with its values put in. `count` chooses the plural form. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * The sentences main itself shows (tray, menu, notifications), from the catalogues of the windows. Each call makes an
 * instance of its own, so that a change of language swaps one function for another.
 */
export function createTranslator(language: 'en' | 'fr'): Translate {
  const instance = i18next.createInstance();
  // Without a backend to load from, the catalogues are there as soon as `init` returns.
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return (key, values = {}) => instance.t(key, values);
}

/**
 * The locale of dates and times: the language shown, with the regional habits of the system when it speaks that
 * language too. `system` is a BCP 47 tag such as `fr-CA`.
 */
export function localeOf(language: 'en' | 'fr', system: string): string {
  if (system.toLowerCase().split(/[-_]/)[0] === language) return system.replaceAll('_', '-');
  return language === 'fr' ? 'fr-FR' : 'en-GB';
}

/** The time of day in the zone of the system, e.g. `14:52` or `2:52 pm`. */
export function timeOfDay(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
}

/**
 * The language to show: the setting, or the first of the system's preferred languages that we have, or English.
 * `preferred` are BCP 47 tags such as `fr-CA`, best first.
 */
export function pickLanguage(preferred: readonly string[], setting: Language): 'en' | 'fr' {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split(/[-_]/)[0];
    if (primary === 'en' || primary === 'fr') return primary;
  }
  return 'en';
}
