/** A token is at least three bytes in our estimate (`estimateTokens`), so this many bytes are never more tokens. */
const BYTES_PER_TOKEN = 3;

/** Characters of which a text of so many tokens is surely made within. */
export function mostCharacters(maxTokens: number): number {
  return maxTokens * BYTES_PER_TOKEN;
}

/** What is embedded of a message: the beginning, as much as the model takes. Empty for a blank one. */
export function textToEmbed(content: string, maxTokens: number): string {
  const text = content.trim().toWellFormed();
  const bytes = Buffer.from(text.slice(0, mostCharacters(maxTokens)));
  const most = maxTokens * BYTES_PER_TOKEN;
  if (bytes.length <= most && text.length <= mostCharacters(maxTokens)) return text;
  // A letter that was cut in two is read as U+FFFD.
  return bytes
    .subarray(0, most)
    .toString()
    .replace(/\uFFFD$/, '')
    .trimEnd();
}

/** Tells texts apart, in 53 bits (cyrb53): whether a message still says what was embedded. */
export function hashOf(text: string): number {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2_654_435_761);
    two = Math.imul(two ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return 4_294_967_296 * (two & 0x1fffff) + (one >>> 0);
}
