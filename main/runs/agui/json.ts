/** Deeper values are refused: what writes or copies them later works by recursion. */
const DEEPEST = 200;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `length`: of the text the value was read from; a short one cannot nest deep. */
export function nestsTooDeep(value: unknown, length: number): boolean {
  if (length < 2 * DEEPEST) return false;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      for (const child of Object.values(each)) if (typeof child === 'object' && child !== null) next.push(child);
    }
    level = next;
  }
  return false;
}

/** JSON text as a value; `undefined` when it is none. */
export function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON indented by two spaces. It stops when `limit` characters are written, so that a huge value costs no more. */
export function prettyJson(value: unknown, limit: number): { json: string; cut: boolean } {
  const parts: string[] = [];
  let length = 0;
  const put = (text: string): boolean => {
    parts.push(text);
    length += text.length;
    return length <= limit;
  };
  const whole = write(value ?? null, '', put);
  const json = parts.join('');
  return whole ? { json, cut: false } : { json: json.slice(0, limit).toWellFormed(), cut: true };
}

type Put = (text: string) => boolean;

/** Answers false when there is no more room. */
function write(value: unknown, indent: string, put: Put): boolean {
  if (typeof value !== 'object' || value === null) return put(JSON.stringify(value ?? null));
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = isArray ? '[]' : '{}';
  if (entries.length === 0) return put(`${open}${close}`);
  const inner = `${indent}  `;
  let first = true;
  for (const [key, child] of entries) {
    const name = isArray ? '' : `${JSON.stringify(key)}: `;
    if (!put(`${first ? open : ','}\n${inner}${name}`) || !write(child, inner, put)) return false;
    first = false;
  }
  return put(`\n${indent}${close}`);
}
