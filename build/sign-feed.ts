/**
 * Signs the feed files of a release, so that the program takes new versions only from whoever has the key:
 * docs/updates.md.
 *
 *   node build/sign-feed.ts --new-key    makes a pair: the private key for the vault, the public one for the program
 *   node build/sign-feed.ts <folder>     signs each latest*.yml there with the private key in COMPANION_UPDATE_SIGNING_KEY
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UPDATE_KEYS } from '../main/updates/keys.ts';
import { isSigned, signedBytes } from '../main/updates/signature.ts';

/** DER as base64: a key on one line. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

export function newKeyPair(): KeyPair {
  const made = generateKeyPairSync('ed25519');
  return {
    privateKey: made.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: publicPart(made.publicKey),
  };
}

/** The content of the file beside a feed. */
export function signatureOf(privateKey: string, name: string, bytes: Uint8Array): string {
  return `${sign(null, signedBytes(name, bytes), readPrivate(privateKey)).toString('base64')}\n`;
}

/**
 * Writes a signature beside each feed of the folder; answers their names. Throws without a feed, and when the program of
 * this release (`trusted`) would not take the signature: it would never be updated again.
 */
export function signFolder(folder: string, privateKey: string, trusted: readonly string[]): string[] {
  const own = publicPart(createPublicKey(readPrivate(privateKey)));
  if (!trusted.includes(own)) throw new Error('main/updates/keys.ts does not have the public part of this key');
  const names = readdirSync(folder).filter((name) => /^latest[\w-]*\.yml$/.test(name));
  if (names.length === 0) throw new Error(`no feed in ${folder}`);
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    const signature = signatureOf(privateKey, name, bytes);
    if (!isSigned(trusted, name, bytes, signature)) throw new Error(`the signature of ${name} does not verify`);
    writeFileSync(join(folder, `${name}.sig`), signature);
  }
  return names;
}

function readPrivate(text: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
}

function publicPart(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).toString('base64');
}

function main([argument]: string[], privateKey: string | undefined): void {
  if (argument === '--new-key') {
    const pair = newKeyPair();
    console.log(`Secret COMPANION_UPDATE_SIGNING_KEY, kept nowhere else than in the vault:\n${pair.privateKey}\n`);
    console.log(`A line of main/updates/keys.ts:\n${pair.publicKey}`);
    return;
  }
  if (argument === undefined || !privateKey) {
    throw new Error('usage: COMPANION_UPDATE_SIGNING_KEY=… node build/sign-feed.ts <folder> | --new-key');
  }
  for (const name of signFolder(argument, privateKey, UPDATE_KEYS)) console.log(`signed ${name}`);
}

if (import.meta.main) main(process.argv.slice(2), process.env.COMPANION_UPDATE_SIGNING_KEY);
