import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { appError, fail, ok, type Result } from '../errors.ts';

/** What we say we can read. */
export const ACCEPT_ENCODING = 'gzip, br, deflate';

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
};

/**
 * Undoes the content encodings of a response body, the last applied first. `maxBytes` bounds every step, so a small
 * compressed body cannot grow without limit. Errors: `protocol` with reason `tooLarge` or `encoding`.
 */
export async function decodeBody(
  bytes: Uint8Array,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Result<Uint8Array>> {
  const names = (contentEncoding ?? '').split(',').map((name) => name.trim().toLowerCase());
  let decoded = bytes;
  for (const name of names.reverse()) {
    if (name === '' || name === 'identity' || decoded.length === 0) continue;
    const decode = decoders[name];
    if (!decode) return fail(appError('protocol', `content encoding ${name.slice(0, 20)}`, { reason: 'encoding' }));
    try {
      decoded = await decode(decoded, { maxOutputLength: maxBytes });
    } catch (thrown) {
      return fail(decodingError(thrown, maxBytes));
    }
  }
  return ok(decoded);
}

function decodingError(thrown: unknown, maxBytes: number) {
  const tooLarge = thrown instanceof RangeError;
  return tooLarge ? tooLargeError(maxBytes) : appError('protocol', 'damaged compressed body', { reason: 'encoding' });
}

/** The error for a response body above the limit of the request. */
export function tooLargeError(maxBytes: number) {
  return appError('protocol', `the answer is larger than ${maxBytes} bytes`, { reason: 'tooLarge' });
}
