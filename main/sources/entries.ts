import type { Source, SourceHeader } from '../../preload/contract.ts';

/** Name of the keychain entry that holds the key of a source. */
export function keyEntry(id: string): string {
  return `source ${id} key`;
}

/** Name of the keychain entry that holds the value of a header. */
export function headerEntry(id: string, name: string): string {
  return `source ${id} header ${name.toLowerCase()}`;
}

/** Every entry that a source has in the keychain. */
export function entriesOf(source: Source): readonly string[] {
  const { id } = source;
  const key = 'hasKey' in source && source.hasKey ? [keyEntry(id)] : [];
  const headers = 'headers' in source ? source.headers.filter(isSecret) : [];
  return [...key, ...headers.map(({ name }) => headerEntry(id, name))];
}

function isSecret({ value }: SourceHeader): boolean {
  return value === null;
}
