import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Every word the renderer adds to what it shows. */
export interface MarkdownLabels {
  readonly copy: string;
  readonly copied: string;
  /** Name of a block of code; `language` is empty when the text does not say. */
  readonly code: (language: string) => string;
  readonly table: string;
  readonly loadImage: string;
  readonly loadingImage: string;
  readonly imageFailed: string;
  /** Said of a picture whose address we do not follow. */
  readonly imageRefused: string;
  readonly footnote: (label: string) => string;
  readonly backToText: (label: string) => string;
  readonly done: string;
  readonly notDone: string;
  /** `characters` is how many there are in all. */
  readonly showAll: (characters: number) => string;
}

/** The labels in the language of the window. */
export function useMarkdownLabels(): MarkdownLabels {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const numbers = new Intl.NumberFormat(language);
    return {
      copy: t('markdown.copy'),
      copied: t('markdown.copied'),
      code: (name) => (name === '' ? t('markdown.code') : t('markdown.codeIn', { language: name })),
      table: t('markdown.table'),
      loadImage: t('markdown.loadImage'),
      loadingImage: t('markdown.loadingImage'),
      imageFailed: t('markdown.imageFailed'),
      imageRefused: t('markdown.imageRefused'),
      footnote: (label) => t('markdown.footnote', { label }),
      backToText: (label) => t('markdown.backToText', { label }),
      done: t('markdown.done'),
      notDone: t('markdown.notDone'),
      showAll: (characters) => t('markdown.showAll', { characters: numbers.format(characters) }),
    };
  }, [t, language]);
}
