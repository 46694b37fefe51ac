const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Whether a text is one JSON object, without keys that reach for a prototype at any depth: whoever merges it into another
 * object must not be made to change them all. Nothing but spaces stands for "none".
 */
export function isForwardedProps(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && isHarmless(value);
  } catch {
    // Not JSON, or so deep that no agent could read it either.
    return false;
  }
}

function isHarmless(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => !PROTOTYPE_KEYS.has(key) && isHarmless(inner));
}
