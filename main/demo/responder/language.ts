import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import type { Phrases } from './phrases.ts';

export type Language = 'fr' | 'en';

const FRENCH_WORDS =
  /\b(le|la|les|un|une|des|du|de|et|est|que|qui|quoi|quel|quelle|pour|dans|avec|sur|pas|je|tu|il|nous|vous|mon|ma|mes|comment|pourquoi|combien|peux|peut|fais|donne|écris|explique|bonjour|merci|salut)\b/gi;
const ENGLISH_WORDS =
  /\b(the|a|an|of|and|is|are|what|which|who|how|why|for|in|with|on|not|i|you|he|we|they|my|your|can|could|do|does|give|write|explain|please|hello|hi|thanks)\b/gi;
const FRENCH_SIGNS = /[éèêëàâùûçîïôœ«»]|\b[ldjqcnst]['’](?=\p{L})/giu;

/** French or English, by the small words and the accents; English when in doubt. */
export function languageOf(text: string): Language {
  const french = count(text, FRENCH_WORDS) + count(text, FRENCH_SIGNS);
  return french > count(text, ENGLISH_WORDS) ? 'fr' : 'en';
}

/** The voice that answers this text. */
export function phrasesFor(text: string): Phrases {
  return languageOf(text) === 'fr' ? FRENCH : ENGLISH;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
