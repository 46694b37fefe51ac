import { z } from 'zod';
import type { TrustedCertificate } from '../../preload/contract.ts';
import type { Result } from '../errors.ts';
import { type KeyValue, writeTo } from '../settings/settings.ts';

/** What a connection needs to know of the certificates somebody trusts. */
export interface Pins {
  /** SHA-256 fingerprint trusted for this origin (`https://host:port`); `null`: only one that verifies will do. */
  fingerprintOf(origin: string): string | null;
  /** The server showed another certificate than the trusted one, and it does not verify. */
  changed(origin: string): void;
  /** This connection is open because a certificate is trusted: it ends when that is trusted no more. */
  rely(origin: string, connection: Connection): void;
}

/** What is needed of a socket. */
export interface Connection {
  destroy(): void;
  once(event: 'close', listener: () => void): void;
}

/** Nothing is trusted but what verifies. */
export const NO_PINS: Pins = { fingerprintOf: () => null, changed: () => {}, rely: () => {} };

/** The certificates somebody has decided to trust: for one origin each, and as long as they stay the same. */
export interface TrustedCertificates extends Pins {
  list(): readonly TrustedCertificate[];
  /**
   * Takes the place of what was trusted for the origin, and ends the connections that relied on that. The error is `storage`: it holds for this run only.
   */
  keep(certificate: TrustedCertificate): Result<null>;
  /** Ends the connections that relied on it. The error is `storage`: it is forgotten for this run only. */
  forget(origin: string): Result<null>;
}

/** `AB:CD:…`, 32 bytes, as Node writes it. */
export const fingerprint = z.string().regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/);

/** An origin of an encrypted server, exactly as `URL` writes it. */
export const secureOrigin = z
  .string()
  .max(300)
  .refine((text) => text.startsWith('https://') && URL.parse(text)?.origin === text);

const entry = z.object({
  origin: secureOrigin,
  fingerprint,
  subject: z.string().catch(''),
  issuer: z.string().catch(''),
  validTo: z.number().catch(0),
  since: z.number().catch(0),
});
const list = z.array(z.unknown()).catch([]);

export interface TrustedCertificatesDeps {
  readonly backend: KeyValue;
  /** A trusted certificate has been replaced: somebody has to decide again. */
  readonly onChanged: (origin: string) => void;
}

/** Reads what was kept; an entry that is damaged is not trusted. */
export function createTrustedCertificates({ backend, onChanged }: TrustedCertificatesDeps): TrustedCertificates {
  const kept = new Map<string, TrustedCertificate>();
  for (const each of list.parse(backend.read())) {
    const { data } = entry.safeParse(each);
    if (data) kept.set(data.origin, data);
  }
  const write = () => writeTo(backend, [...kept.values()]);
  const relying = new Map<string, Set<Connection>>();
  function cut(origin: string): void {
    for (const connection of relying.get(origin) ?? []) connection.destroy();
    relying.delete(origin);
  }

  return {
    fingerprintOf: (origin) => kept.get(origin)?.fingerprint ?? null,
    changed: onChanged,
    rely(origin, connection) {
      const all = relying.get(origin) ?? new Set();
      relying.set(origin, all.add(connection));
      connection.once('close', () => all.delete(connection));
    },
    list: () => [...kept.values()],
    keep(certificate) {
      if (kept.get(certificate.origin)?.fingerprint !== certificate.fingerprint) cut(certificate.origin);
      kept.set(certificate.origin, certificate);
      return write();
    },
    forget(origin) {
      kept.delete(origin);
      cut(origin);
      return write();
    },
  };
}
