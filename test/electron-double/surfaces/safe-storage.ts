import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getPath } from '../app/paths.ts';
import type { Public } from '../emitter.ts';
import { strict } from '../strict.ts';

const PREFIX = 'v10';
const IV = 12;
const TAG = 16;

/** Whether the system can encrypt, and with what. */
export const vault = { available: true, backend: 'gnome_libsecret' as const };

/** The key lies in the profile, where the real one would be in the system's keyring. */
function key(): Buffer {
  const file = join(getPath('userData'), 'safe-storage.key');
  try {
    return readFileSync(file);
  } catch {
    mkdirSync(dirname(file), { recursive: true });
    const made = randomBytes(32);
    writeFileSync(file, made, { mode: 0o600 });
    return made;
  }
}

function encryptString(text: string): Buffer {
  if (!vault.available) throw new Error('Error while encrypting the text provided to safeStorage: not available.');
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key(), iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from(PREFIX), iv, cipher.getAuthTag(), body]);
}

function decryptString(encrypted: Buffer): string {
  if (encrypted.subarray(0, PREFIX.length).toString() !== PREFIX)
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  const start = PREFIX.length + IV;
  const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(PREFIX.length, start));
  decipher.setAuthTag(encrypted.subarray(start, start + TAG));
  return Buffer.concat([decipher.update(encrypted.subarray(start + TAG)), decipher.final()]).toString('utf8');
}

export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => vault.available,
  isAsyncEncryptionAvailable: async () => vault.available,
  encryptString,
  decryptString,
  encryptStringAsync: async (text: string) => encryptString(text),
  decryptStringAsync: async (encrypted: Buffer) => ({ result: decryptString(encrypted), shouldReEncrypt: false }),
  getSelectedStorageBackend: () => vault.backend,
  setUsePlainTextEncryption() {},
}) satisfies Public<Electron.SafeStorage>;
