import { appError, fail, ok, type Result } from './errors.ts';
import type { HttpClient } from './http/message.ts';

const MAX_BYTES = 8 * 1024 * 1024;

/** First bytes of the raster formats a page may show. SVG is a document with scripts, not a picture. */
const SIGNATURES: readonly { type: string; matches: (bytes: Uint8Array) => boolean }[] = [
  { type: 'image/png', matches: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47]) },
  { type: 'image/jpeg', matches: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]) },
  { type: 'image/gif', matches: (bytes) => startsWith(bytes, [0x47, 0x49, 0x46, 0x38]) },
  {
    type: 'image/webp',
    matches: (bytes) =>
      startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  },
];

/**
 * Fetches one picture a person clicked on, without any credentials, and answers it as a `data:` address: pages have no
 * network of their own. What it is is decided by its bytes, not by what the server calls it. At most 8 MiB.
 */
export async function fetchPicture(http: HttpClient, url: string): Promise<Result<{ dataUrl: string }>> {
  const answer = await http.request({ method: 'GET', url, purpose: 'load a picture', maxBytes: MAX_BYTES });
  if (!answer.ok) return answer;
  const { status, bytes } = answer.value;
  if (status !== 200) return fail(appError('http', `the picture was answered with ${status}`, { status }));
  const type = SIGNATURES.find(({ matches }) => matches(bytes))?.type;
  if (!type) return fail(appError('protocol', 'not a PNG, JPEG, GIF or WebP picture', { reason: 'notAPicture' }));
  return ok({ dataUrl: `data:${type};base64,${Buffer.from(bytes).toString('base64')}` });
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
