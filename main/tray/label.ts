const LENGTH = 48;

/**
 * A text from a server as one harmless line: without control and direction characters, and not longer than `length`
 * characters.
 */
export function plainLabel(text: string, length = LENGTH): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...line];
  return letters.length <= length ? line : `${letters.slice(0, length - 1).join('')}…`;
}

/** The same for a native menu, where a single `&` marks an access key. */
export function menuLabel(text: string, length = LENGTH): string {
  return menuText(plainLabel(text, length));
}

/** A line of ours as a native menu shows it. */
export function menuText(line: string): string {
  return line.replaceAll('&', '&&');
}
