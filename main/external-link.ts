const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
const MAX_LENGTH = 8_192;

/**
 * The address to hand to the system for a link in some text, or `null` when it must not be opened: another scheme than
 * http, https or mailto, a user name or password in it, or too long. What is opened is the parsed address written out
 * again, never the text itself (https://www.electronjs.org/docs/latest/tutorial/security, item 15).
 */
export function externalAddress(link: string): string | null {
  if (link.length > MAX_LENGTH || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (!SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (url.protocol !== 'mailto:' && url.hostname === '') return null;
  return url.href;
}
