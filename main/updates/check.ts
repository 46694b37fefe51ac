import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { HttpClient, HttpResponse } from '../http/message.ts';
import { feedName } from './feed.ts';
import { type Release, readRelease } from './release.ts';
import { isSigned } from './signature.ts';
import { isOffered, parseVersion } from './version.ts';

export interface CheckDeps {
  readonly http: Pick<HttpClient, 'request'>;
  /** Folder of the feed, with a slash at its end. */
  readonly address: string;
  /** Public keys; see `keys.ts`. */
  readonly keys: readonly string[];
  readonly platform: string;
  readonly arch: string;
  /** Version of this program. */
  readonly current: string;
}

const PURPOSE = 'look for a new version';
const MOST_BYTES = { feed: 64 * 1024, signature: 1024 };
/** The feed lies behind redirects at GitHub. */
const REDIRECTS = 3;

/**
 * Fetches the feed and its signature, and reads the feed once it is verified. `null` when there is nothing newer.
 * Errors: `protocol` with `updateUnverifiable`, `updateSignature` or `updateFeed`, `notFound`/`updateMissing`, and those
 * of the network.
 */
export async function checkFeed(deps: CheckDeps, signal: AbortSignal): Promise<Result<Release | null>> {
  const { address, keys, platform, arch } = deps;
  if (keys.length === 0) return fail(refusal('updateUnverifiable', 'this build has no key'));
  const name = feedName(platform, arch);
  const current = parseVersion(deps.current);
  if (name === null || current === null) return fail(refusal('updateFeed', 'no feed for this system'));

  const feed = await fetched(deps, address + name, MOST_BYTES.feed, signal);
  if (!feed.ok) return feed;
  if (feed.value === null) return fail(appError('notFound', `${PURPOSE}: no feed`, { reason: 'updateMissing' }));
  const signature = await fetched(deps, `${address}${name}.sig`, MOST_BYTES.signature, signal);
  if (!signature.ok) return signature;
  if (signature.value === null || !isSigned(keys, name, feed.value.bytes, signature.value.text)) {
    return fail(refusal('updateSignature', 'the feed is not signed by us'));
  }

  const release = await readRelease(feed.value.text, platform, arch);
  if (release === null) return fail(refusal('updateFeed', 'the feed is not understood'));
  return ok(isOffered(release.rank, current) ? release : null);
}

function refusal(reason: string, message: string): AppError {
  return appError('protocol', `${PURPOSE}: ${message}`, { reason });
}

/** `null` when there is no such file. */
async function fetched(
  { http }: CheckDeps,
  url: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Result<HttpResponse | null>> {
  const answered = await http.request({
    method: 'GET',
    url,
    headers: { 'cache-control': 'no-cache' },
    follow: REDIRECTS,
    maxBytes,
    signal,
    purpose: PURPOSE,
  });
  if (!answered.ok) return answered;
  const { status } = answered.value;
  if (status === 200) return answered;
  if (status === 404) return ok(null);
  return fail(appError('http', `${PURPOSE}: status ${status}`, { status, retryable: status === 429 || status >= 500 }));
}
