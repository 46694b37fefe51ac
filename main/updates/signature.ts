import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Keeps a signature for this purpose from being one for another. */
const PURPOSE = 'halext-companion feed 1';
/** 64 bytes as base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

/** What is signed of a feed file. Its name is part of it: the feed of one system is no feed of another. */
export function signedBytes(name: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${PURPOSE}\n${name}\n`), bytes]);
}

/** Whether one of the keys has signed the feed. `keys`: Ed25519 public keys, DER (SPKI) as base64. */
export function isSigned(keys: readonly string[], name: string, bytes: Uint8Array, signature: string): boolean {
  const trimmed = signature.trim();
  if (!SIGNATURE.test(trimmed)) return false;
  const message = signedBytes(name, bytes);
  return keys.some((key) => verify(null, message, publicKey(key), Buffer.from(trimmed, 'base64')));
}

/** Throws when the text is no such key. */
export function publicKey(text: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return key;
}
