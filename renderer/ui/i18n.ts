import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolated } from './isolate.ts';

type Language = 'en' | 'fr';

/** One catalogue is a fifth of what a window reads at its start: the other is read when somebody asks for it. */
const CATALOGUES = {
  en: () => import('../locales/en.json'),
  fr: () => import('../locales/fr.json'),
} satisfies Record<Language, () => Promise<unknown>>;

/** Starts the catalogues in one language. React escapes what it shows, so i18next must not do it a second time: values are only isolated. */
export async function startI18n(language: Language): Promise<void> {
  const catalogue = await CATALOGUES[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    // The catalogues are complete, which is tested: nothing has to be borrowed from another language.
    fallbackLng: false,
    resources: { [language]: { translation: catalogue.default } },
    interpolation: { escapeValue: true, escape: isolated },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

let wanted: Language | null = null;

/** Goes over to a language, unless another has been asked for by the time its catalogue is read. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const catalogue = await CATALOGUES[language]();
    i18next.addResourceBundle(language, 'translation', catalogue.default);
  }
  if (wanted !== language || i18next.language === language) return;
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
