import { expect, test } from 'vitest';
import { createTrustedCertificates, secureOrigin } from '../../../main/http/trusted-certificates.ts';
import type { TrustedCertificate } from '../../../preload/contract.ts';

const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');
const entry: TrustedCertificate = {
  origin: 'https://a.example:8443',
  fingerprint: FINGERPRINT,
  subject: 'a',
  issuer: 'b',
  validTo: 5,
  since: 3,
};

function open(stored?: unknown) {
  const file = { value: stored };
  const backend = {
    read: () => file.value,
    write(next: unknown) {
      file.value = next;
    },
  };
  return { file, trusted: createTrustedCertificates({ backend, onChanged: () => {} }) };
}

test('what was decided is there at the next start, and gone once forgotten', () => {
  const first = open();
  first.trusted.keep(entry);
  const second = open(structuredClone(first.file.value));
  expect(second.trusted.list()).toEqual([entry]);
  expect(second.trusted.fingerprintOf(entry.origin)).toBe(FINGERPRINT);
  expect(second.trusted.fingerprintOf('https://a.example')).toBeNull();
  second.trusted.forget(entry.origin);
  expect(open(second.file.value).trusted.list()).toEqual([]);
});

test.each([
  ['no list', 7],
  ['a short fingerprint', [{ ...entry, fingerprint: 'AB:CD' }]],
  ['a fingerprint for everything', [{ ...entry, origin: '*' }]],
  ['plain http', [{ ...entry, origin: 'http://a.example' }]],
  ['an address with a path', [{ ...entry, origin: 'https://a.example/x' }]],
])('damaged: %s trusts nothing', (_name, stored) => {
  expect(open(stored).trusted.list()).toEqual([]);
});

test('a disk that refuses is told, and the decision holds for this run', () => {
  const backend = {
    read: () => undefined,
    write: () => {
      throw new Error('full');
    },
  };
  const trusted = createTrustedCertificates({ backend, onChanged: () => {} });
  expect(trusted.keep(entry)).toMatchObject({ ok: false, error: { kind: 'storage' } });
  expect(trusted.fingerprintOf(entry.origin)).toBe(FINGERPRINT);
});

test('an origin is one exactly as a URL writes it', () => {
  expect(secureOrigin.safeParse('https://A.example').success).toBe(false);
  expect(secureOrigin.safeParse('https://a.example:443').success).toBe(false);
  expect(secureOrigin.safeParse('https://me@a.example').success).toBe(false);
  expect(secureOrigin.safeParse('https://[::1]:8443').success).toBe(true);
});
