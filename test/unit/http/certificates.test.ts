import { expect, test } from 'vitest';
import { trustSystemCertificates } from '../../../main/http/certificates.ts';

test("adds the system's certificates to Node's own, each once", () => {
  let trusted: string[] = [];
  const added = trustSystemCertificates({
    getCACertificates: (type) => (type === 'default' ? ['a', 'b'] : ['b', 'company']),
    setDefaultCACertificates: (list) => {
      trusted = list;
    },
  });
  expect(trusted).toEqual(['a', 'b', 'company']);
  expect(added).toBe(1);
});

test('an older Node keeps its own list', () => {
  expect(trustSystemCertificates({})).toBe(0);
});

test('an unreadable system list does not stop the start', () => {
  const added = trustSystemCertificates({
    getCACertificates: () => {
      throw new Error('keychain locked');
    },
    setDefaultCACertificates: () => {},
  });
  expect(added).toBe(0);
});
