/** Two letters that stand for a person: first and last name, or the first two letters of the only one. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return '?';
  const letters = words.length > 1 ? firstLetter(first) + firstLetter(last) : [...first].slice(0, 2).join('');
  return letters.toLocaleUpperCase();
}

function firstLetter(word: string): string {
  return [...word][0] ?? '';
}
