/** Ids are `provider:model`, `client:<node>:<model>` or, when the server made the text up, `mock:…`. */

/** The model without its provider, as people call it. */
export function shortModel(id: string): string {
  const parts = id.split(':');
  if (parts.length < 2) return id;
  return parts.slice(parts[0] === 'client' && parts.length > 2 ? 2 : 1).join(':');
}

/** The provider part, or an empty string when the id names none. */
export function providerOf(id: string): string {
  const colon = id.indexOf(':');
  return colon < 0 ? '' : id.slice(0, colon);
}

/** A made-up text: no model took the question. */
export function isMock(modelUsed: string | null): boolean {
  return modelUsed?.startsWith('mock:') ?? false;
}

/** Whether another model answered than the one asked for. Unknown ids and mock texts say nothing about it. */
export function isRerouted(asked: string | null, used: string | null): boolean {
  if (asked === null || used === null || isMock(used) || isMock(asked)) return false;
  return asked.trim().toLowerCase() !== used.trim().toLowerCase();
}
