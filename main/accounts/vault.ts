import { z } from 'zod';
import type { Result } from '../errors.ts';
import { Secret } from '../secret.ts';
import type { Keyring } from './keyring.ts';

export interface Credentials {
  /** User name or e-mail, as it was typed. */
  readonly login: string;
  readonly password: Secret;
}

/** A token as it is kept: with its end in this computer's time (epoch, ms). */
export interface KeptToken {
  readonly secret: Secret;
  readonly expiresAt: number;
}

export interface AccountSecrets {
  readonly token: KeptToken | null;
  readonly credentials: Credentials | null;
}

/** The secrets of one account. */
export interface Safe {
  load(): Promise<AccountSecrets>;
  saveToken(token: KeptToken): Promise<void>;
  saveCredentials(credentials: Credentials): Promise<void>;
  forgetToken(): Promise<Result<null>>;
  forgetCredentials(): Promise<Result<null>>;
}

export interface Vault {
  safeOf(account: { server: string; username: string }): Safe;
}

/** The secrets of all accounts. Token and credentials are two entries, because Windows bounds the size of one. */
export function createVault({ read, write, forget }: Keyring): Vault {
  return {
    safeOf({ server, username }) {
      const tokenKey = `token ${server} ${username}`;
      const credentialsKey = `credentials ${server} ${username}`;
      return {
        async load() {
          const [token, credentials] = [await read(tokenKey), await read(credentialsKey)];
          return {
            token: token.ok ? parseToken(token.value) : null,
            credentials: credentials.ok ? parseCredentials(credentials.value) : null,
          };
        },
        saveToken: (token) => write(tokenKey, packToken(token)),
        saveCredentials: (credentials) => write(credentialsKey, packCredentials(credentials)),
        forgetToken: () => forget(tokenKey),
        forgetCredentials: () => forget(credentialsKey),
      };
    },
  };
}

const keptToken = z.object({ token: z.string().min(1), expiresAt: z.number() });
const keptCredentials = z.object({ login: z.string().min(1), password: z.string().min(1) });

function packToken({ secret, expiresAt }: KeptToken): Secret {
  return new Secret(JSON.stringify({ token: secret.reveal(), expiresAt }));
}

function packCredentials({ login, password }: Credentials): Secret {
  return new Secret(JSON.stringify({ login, password: password.reveal() }));
}

function parseToken(kept: Secret | null): KeptToken | null {
  const value = parseKept(kept, keptToken);
  return value && { secret: new Secret(value.token), expiresAt: value.expiresAt };
}

function parseCredentials(kept: Secret | null): Credentials | null {
  const value = parseKept(kept, keptCredentials);
  return value && { login: value.login, password: new Secret(value.password) };
}

/** An entry somebody else wrote or damaged counts as none. */
function parseKept<S extends z.ZodType>(kept: Secret | null, schema: S): z.output<S> | null {
  if (kept === null) return null;
  try {
    return schema.safeParse(JSON.parse(kept.reveal())).data ?? null;
  } catch {
    return null;
  }
}
