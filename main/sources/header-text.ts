import { Secret } from '../secret.ts';

const LONGEST = 8_192;
/** Node writes headers as Latin-1; a control character would end the line. */
const PRINTABLE = /^[\x20-\x7e\xa0-\xff]+$/;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** Headers the program or the connection sets itself; another value would break the request. */
const RESERVED: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * A key as it was pasted: without what came along at its ends, and without the `Bearer` of the header it was copied
 * from. `null` when no header can carry it.
 */
export function readKey(pasted: string): Secret | null {
  const key = pasted.trim().replace(/^Bearer(\s+|$)/i, '');
  return key.length <= LONGEST && PRINTABLE.test(key) && !/\s/.test(key) ? new Secret(key) : null;
}

/** The name of a header a person may set, as it was typed; `null` for any other. */
export function readHeaderName(typed: string): string | null {
  const name = typed.trim();
  return TOKEN.test(name) && !RESERVED.has(name.toLowerCase()) ? name : null;
}

/** The value of a header without the spaces and line ends around it; `null` when a header cannot carry it. */
export function readHeaderValue(typed: string): string | null {
  const value = typed.trim();
  return value.length <= LONGEST && PRINTABLE.test(value) ? value : null;
}
