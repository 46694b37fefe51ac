/**
 * Tokens of context by name, for servers that list none. Published limits; a size in a name we do not know is left
 * unknown rather than guessed from a shorter one.
 */
const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/^gpt-3\.5-turbo(-16k|-\d{4})?$/, 16_384],
  [/^gpt-4(-\d{4})?$/, 8_192],
  [/^gpt-4-turbo(-|$)/, 128_000],
  [/^gpt-4o(-|$)/, 128_000],
  [/^text-embedding-ada-002$/, 8_191],
];

/** Mistral's models over their own API; elsewhere the same names run with whatever their server gives them. */
export const MISTRAL_CONTEXT = 32_000;

/** What is known of a model by its name alone; `null` when nothing is. */
export function knownContext(model: string): number | null {
  return LIMITS.find(([name]) => name.test(model))?.[1] ?? null;
}
