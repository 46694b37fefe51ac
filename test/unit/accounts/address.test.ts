import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../../main/accounts/address.ts';

describe('what people type, and where we look first', () => {
  test.each([
    ['halext.example.org', ['https://halext.example.org/api']],
    ['  halext.example.org  ', ['https://halext.example.org/api']],
    ['HTTPS://Halext.Example.ORG/', ['https://halext.example.org/api']],
    ['https://halext.example.org/api', ['https://halext.example.org/api']],
    ['https://halext.example.org/api/', ['https://halext.example.org/api']],
    ['https://halext.example.org//api//', ['https://halext.example.org/api']],
    ['https://halext.example.org/api/docs?x=1#top', ['https://halext.example.org/api']],
    ['halext.example.org:8443', ['https://halext.example.org:8443/api']],
    ['https://halext.example.org:443/', ['https://halext.example.org/api']],
    ['halext.example.org.', ['https://halext.example.org/api']],
    ['http://halext.example.org', ['http://halext.example.org/api']],
    ['http://halext.example.org:443', ['http://halext.example.org:443/api']],
    ['team.example.org/halext', ['https://team.example.org/halext/api', 'https://team.example.org/api']],
    ['team.example.org/halext/api/', ['https://team.example.org/halext/api', 'https://team.example.org/api']],
    ['localhost:8000', ['http://localhost:8000/api', 'https://localhost:8000/api']],
    ['127.0.0.1:8000', ['http://127.0.0.1:8000/api', 'https://127.0.0.1:8000/api']],
    ['localhost:443', ['http://localhost:443/api', 'https://localhost/api']],
    ['https://localhost:8000', ['https://localhost:8000/api']],
    ['[::1]:8000', ['http://[::1]:8000/api', 'https://[::1]:8000/api']],
    ['::1', ['http://[::1]/api', 'https://[::1]/api']],
    ['2001:db8::7', ['https://[2001:db8::7]/api']],
    ['bücher.example', ['https://xn--bcher-kva.example/api']],
    ['10.0.0.5', ['https://10.0.0.5/api']],
  ])('%s', (typed, bases) => {
    expect(parseAddress(typed)).toEqual({ ok: true, value: bases });
  });
});

test.each([
  ['', 'addressEmpty'],
  ['   ', 'addressEmpty'],
  ['ftp://halext.example.org', 'addressScheme'],
  ['file:///etc/passwd', 'addressScheme'],
  ['javascript:alert(1)', 'addressInvalid'],
  ['https://', 'addressInvalid'],
  ['halext example org', 'addressInvalid'],
  ['halext.example.org:99999', 'addressInvalid'],
  ['[::1', 'addressInvalid'],
  ['x'.repeat(3000), 'addressInvalid'],
  ['https://alice:hunter2@halext.example.org', 'addressCredentials'],
  ['alice@halext.example.org', 'addressCredentials'],
])('%s is refused: %s', (typed, reason) => {
  const result = parseAddress(typed);
  expect(result).toMatchObject({ ok: false, error: { kind: 'validation', reason, retryable: false } });
  expect(JSON.stringify(result)).not.toContain('hunter2');
});
