import { describe, expect, it } from 'vitest';
import { newKeyPair, signatureOf } from '../../../build/sign-feed.ts';
import { type CheckDeps, checkFeed } from '../../../main/updates/check.ts';
import { fakeHttp, type Said } from '../answers/fake-http.ts';
import { feedText } from './release.ts';

const pair = newKeyPair();
const FEED = '/r/latest-linux.yml';
const SIGNATURE = `${FEED}.sig`;
const sign = (text: string, key = pair.privateKey, name = 'latest-linux.yml') =>
  signatureOf(key, name, Buffer.from(text));

async function check(script: Readonly<Record<string, readonly Said[]>>, more: Partial<CheckDeps> = {}) {
  const { http, requests } = fakeHttp(script);
  const found = await checkFeed(
    {
      http,
      address: 'https://feed.example.org/r/',
      keys: [pair.publicKey],
      platform: 'linux',
      arch: 'x64',
      current: '1.0.0',
      ...more,
    },
    new AbortController().signal,
  );
  return { found, requests };
}

/** What a server has that was given this feed, signed as we do. */
const signed = (text: string) => ({ [FEED]: [{ body: text }], [SIGNATURE]: [{ body: sign(text) }] });

describe('looking for a new version', () => {
  it('finds a newer one', async () => {
    const { found, requests } = await check(signed(feedText({ notes: 'Better' })));
    expect(found).toMatchObject({ ok: true, value: { version: '1.1.0', notes: 'Better' } });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://feed.example.org/r/latest-linux.yml',
      'GET https://feed.example.org/r/latest-linux.yml.sig',
    ]);
  });

  it.each(['1.0.0', '0.9.9', '1.1.0-beta.1'])('tells nobody of %s', async (version) => {
    const { found } = await check(signed(feedText({ version })));
    expect(found).toEqual({ ok: true, value: null });
  });

  it('asks nobody without a key to verify with', async () => {
    const { found, requests } = await check({}, { keys: [] });
    expect(found).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'updateUnverifiable' } });
    expect(requests).toHaveLength(0);
  });

  it.each<[string, Said]>([
    ['is missing', { status: 404 }],
    ['is somebody else’s', { body: sign(feedText(), newKeyPair().privateKey) }],
    ['is that of another feed', { body: sign(feedText({ version: '1.2.0' })) }],
    ['is that of another system', { body: sign(feedText(), pair.privateKey, 'latest-mac.yml') }],
    ['is a web page', { body: '<!doctype html>' }],
  ])('refuses a feed whose signature %s', async (_, signature) => {
    const { found } = await check({ [FEED]: [{ body: feedText() }], [SIGNATURE]: [signature] });
    expect(found).toMatchObject({
      ok: false,
      error: { kind: 'protocol', reason: 'updateSignature', retryable: false },
    });
  });

  it('refuses what is signed and not understood', async () => {
    const { found } = await check(signed('version: 1.1.0\n'));
    expect(found).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'updateFeed' } });
  });

  it.each<[string, Said, object]>([
    ['no feed', { status: 404 }, { kind: 'notFound', reason: 'updateMissing' }],
    ['a server that is busy', { status: 503 }, { kind: 'http', status: 503, retryable: true }],
    ['a server that refuses', { status: 403 }, { kind: 'http', status: 403, retryable: false }],
    [
      'no network',
      { fails: { kind: 'offline', message: 'no network', retryable: true } },
      { kind: 'offline', retryable: true },
    ],
  ])('says what is wrong with %s', async (_, said, error) => {
    expect((await check({ [FEED]: [said] })).found).toMatchObject({ ok: false, error });
  });
});
