import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { newKeyPair, signatureOf, signFolder } from '../../../build/sign-feed.ts';
import { UPDATE_KEYS } from '../../../main/updates/keys.ts';
import { isSigned, publicKey } from '../../../main/updates/signature.ts';

const NAME = 'latest-linux.yml';
const bytes = Buffer.from('version: 1.1.0\n');
const pair = newKeyPair();
const keys = [pair.publicKey];
const signature = signatureOf(pair.privateKey, NAME, bytes);

describe('the signature of a feed', () => {
  it('holds for the key, the name and the bytes it was made with', () => {
    expect(isSigned(keys, NAME, bytes, signature)).toBe(true);
    expect(isSigned([newKeyPair().publicKey, ...keys], NAME, bytes, signature)).toBe(true);
  });

  it('holds for nothing else', () => {
    expect(isSigned([newKeyPair().publicKey], NAME, bytes, signature)).toBe(false);
    expect(isSigned([], NAME, bytes, signature)).toBe(false);
    expect(isSigned(keys, 'latest-mac.yml', bytes, signature)).toBe(false);
    for (const text of ['', 'no', `${signature}${signature}`, signature.slice(4)])
      expect(isSigned(keys, NAME, bytes, text)).toBe(false);
  });

  it('does not hold when one bit of the feed or of the signature is another', () => {
    const flip = (buffer: Buffer, bit: number) => {
      const copy = Buffer.from(buffer);
      const at = Math.floor(bit / 8) % copy.length;
      copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
      return copy;
    };
    fc.assert(
      fc.property(fc.nat(), (bit) => {
        expect(isSigned(keys, NAME, flip(bytes, bit), signature)).toBe(false);
        const other = flip(Buffer.from(signature.trim(), 'base64'), bit).toString('base64');
        expect(isSigned(keys, NAME, bytes, other)).toBe(false);
      }),
    );
  });
});

it('the keys of this program can be read', () => {
  for (const key of UPDATE_KEYS) expect(() => publicKey(key)).not.toThrow();
  expect(() => publicKey(pair.publicKey)).not.toThrow();
  expect(() => publicKey(pair.privateKey)).toThrow();
});

describe('signing a release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'feed-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('signs every feed and nothing else, with a key the program knows', () => {
    expect(() => signFolder(folder, pair.privateKey, keys)).toThrow('no feed');
    writeFileSync(join(folder, NAME), bytes);
    writeFileSync(join(folder, 'latest.yml'), 'version: 1.1.1\n');
    writeFileSync(join(folder, 'builder-debug.yml'), '');
    expect(() => signFolder(folder, pair.privateKey, [newKeyPair().publicKey])).toThrow('keys.ts');
    expect(signFolder(folder, pair.privateKey, keys).toSorted()).toEqual([NAME, 'latest.yml']);
    expect(isSigned(keys, NAME, bytes, readFileSync(join(folder, `${NAME}.sig`), 'utf8'))).toBe(true);
  });
});
