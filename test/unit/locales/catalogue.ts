import en from '../../../renderer/locales/en.json' with { type: 'json' };
import fr from '../../../renderer/locales/fr.json' with { type: 'json' };

type Tree = { readonly [key: string]: string | Tree };

/** Every sentence of a catalogue by its full key. */
export type Catalogue = ReadonlyMap<string, string>;

export const catalogues = { en: flatten(en), fr: flatten(fr) };

/** The first parts of the keys, e.g. `chat`. */
export const sections: ReadonlySet<string> = new Set(Object.keys(en));

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** The key as code writes it: without the plural form. */
export function baseKey(key: string): string {
  return key.replace(PLURAL, '');
}

/** The plural form of a key, or `null`. */
export function pluralForm(key: string): string | null {
  return PLURAL.exec(key)?.[1] ?? null;
}

/** Names of the values a sentence takes, sorted. */
export function placeholders(sentence: string): string[] {
  const names = [...sentence.matchAll(/\{\{\s*([^}]+?)\s*\}\}/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}
