import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseAguiAddress } from '../../../main/sources/address.ts';
import { checkDraft } from '../../../main/sources/draft.ts';
import { readHeaderName, readHeaderValue, readKey } from '../../../main/sources/header-text.ts';
import { type AguiDraft, aguiDraft, gatewayDraft, must } from './desk.ts';

const reasonOf = (draft: Parameters<typeof checkDraft>[0]) => {
  const checked = checkDraft(draft, 'id-1', null);
  return checked.ok ? null : checked.error.reason;
};

describe('the address of an agent', () => {
  test.each([
    ['agents.example.org/ledger', 'https://agents.example.org/ledger'],
    ['https://agents.example.org/ledger/?tenant=7#top', 'https://agents.example.org/ledger/?tenant=7'],
    ['https://agents.example.org/', 'https://agents.example.org'],
    [' HTTP://Agents.Example.org:80/a%20b ', 'http://agents.example.org/a%20b'],
    ['localhost:8123/agent', 'http://localhost:8123/agent'],
    ['192.168.1.20:8000', 'http://192.168.1.20:8000'],
    ['172.20.0.3/x', 'http://172.20.0.3/x'],
    ['172.32.0.3/x', 'https://172.32.0.3/x'],
    ['[fd12::1]:9000', 'http://[fd12::1]:9000'],
    ['agents:8000', 'http://agents:8000'],
    ['studio.local/agent', 'http://studio.local/agent'],
    ['11.0.0.1', 'https://11.0.0.1'],
  ])('%s leads to %s', (typed, address) => {
    expect(normaliseAguiAddress(typed)).toEqual({ ok: true, value: address });
  });

  test.each([
    ['', 'addressEmpty'],
    ['  ', 'addressEmpty'],
    ['two words', 'addressInvalid'],
    ['https://', 'addressInvalid'],
    ['javascript:alert(1)', 'addressInvalid'],
    ['ftp://agents.example.org', 'addressScheme'],
    ['file:///etc/passwd', 'addressScheme'],
    ['https://me:secret@agents.example.org', 'addressCredentials'],
  ])('%j is refused as %s', (typed, reason) => {
    expect(normaliseAguiAddress(typed)).toMatchObject({ ok: false, error: { kind: 'validation', reason } });
  });

  test('what is taken stays as it is when it is taken again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (typed) => {
        const first = normaliseAguiAddress(typed);
        if (first.ok) expect(normaliseAguiAddress(first.value)).toEqual(first);
      }),
    );
  });
});

describe('what goes into a header', () => {
  test.each([
    ['  sk-1 \r\n', 'sk-1'],
    ['Bearer sk-1', 'sk-1'],
    ['bearer   sk-1', 'sk-1'],
    ['clé-é', 'clé-é'],
    ['', null],
    ['Bearer ', null],
    ['two words', null],
    ['sk\n1', null],
    ['sk\u0000', null],
    ['ключ', null],
    ['x'.repeat(8_193), null],
  ])('the key %j is taken as %j', (pasted, key) => {
    expect(readKey(pasted)?.reveal() ?? null).toBe(key);
  });

  test.each([
    ['Authorization', 'Authorization'],
    [' X-Api-Key ', 'X-Api-Key'],
    ['Cookie', 'Cookie'],
    ['Host', null],
    ['CONTENT-LENGTH', null],
    ['Accept', null],
    ['Content-Type', null],
    ['Transfer-Encoding', null],
    ['', null],
    ['X Y', null],
    ['X:Y', null],
    ['Clé', null],
    ['X\r\nY', null],
  ])('the name %j is taken as %j', (typed, name) => {
    expect(readHeaderName(typed)).toBe(name);
  });

  test('whatever is taken, the platform would send as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (rawName, rawValue) => {
        const [name, value] = [readHeaderName(rawName), readHeaderValue(rawValue)];
        if (name !== null && value !== null) expect(new Headers([[name, value]]).get(name)).toBe(value.trim());
      }),
    );
  });
});

describe('a draft', () => {
  test.each([
    [gatewayDraft({ name: '  ' }), 'name'],
    [gatewayDraft({ address: '' }), 'addressEmpty'],
    [gatewayDraft({ address: 'ssh://host' }), 'addressScheme'],
    [gatewayDraft({ key: '' }), 'key'],
    [aguiDraft({ forwardedProps: '[1]' }), 'forwardedProps'],
    [aguiDraft({ forwardedProps: 'null' }), 'forwardedProps'],
    [aguiDraft({ forwardedProps: '{"a": }' }), 'forwardedProps'],
    [aguiDraft({ forwardedProps: '{"a":[{"__proto__":{"admin":true}}]}' }), 'forwardedProps'],
    [aguiDraft({ forwardedProps: '{"constructor":1}' }), 'forwardedProps'],
    [aguiDraft({ forwardedProps: '['.repeat(50_000) }), 'forwardedProps'],
  ])('%# is refused as %s', (draft, reason) => {
    expect(reasonOf(draft)).toBe(reason);
  });

  test.each<[string, AguiDraft['headers']]>([
    [
      'a name twice',
      [
        { name: 'X-A', value: '1', secret: false },
        { name: 'x-a', value: '2', secret: false },
      ],
    ],
    ['a name of ours', [{ name: 'Host', value: 'x', secret: false }]],
    ['nothing as value', [{ name: 'X-A', value: '', secret: false }]],
    ['a secret nobody has given', [{ name: 'X-A', value: null, secret: true }]],
    ['a plain value that is not there', [{ name: 'X-A', value: null, secret: false }]],
  ])('headers with %s are refused', (_what, headers) => {
    expect(reasonOf(aguiDraft({ headers }))).toBe('header');
  });

  test('a name is one line; forwarded properties stay as they were typed', () => {
    const { source } = must(
      checkDraft(aguiDraft({ name: ' The\n ledger ', forwardedProps: ' {"b": 1,\n "a": 2} ' }), 'id-1', null),
    );
    expect(source).toMatchObject({ name: 'The ledger', forwardedProps: '{"b": 1,\n "a": 2}' });
  });

  test('a secret that is no secret any more needs its value, and leaves the keychain', () => {
    const before = must(checkDraft(aguiDraft(), 'id-1', null)).source;
    const plain = aguiDraft({ id: 'id-1', headers: [{ name: 'Authorization', value: 'Basic eA==', secret: false }] });
    expect(must(checkDraft(plain, 'id-1', before))).toMatchObject({
      source: { headers: [{ name: 'Authorization', value: 'Basic eA==' }] },
      forget: ['source id-1 header authorization'],
    });
  });
});
