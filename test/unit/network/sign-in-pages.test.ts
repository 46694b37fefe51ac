import { expect, test } from 'vitest';
import { createSignInPages } from '../../../main/network/sign-in-pages.ts';

const redirect = (from: string, to: string, status = 302) => ({ from: new URL(from), to: new URL(to), status });

test.each([
  ['to a name of somebody else', 'http://halext.example.org/api', 'https://login.hotel.example/?u=1', 302, true],
  ['to a number', 'http://halext.example.org/api', 'http://10.0.0.1/portal', 307, true],
  ['from a number to another', 'http://192.168.1.9:8000/', 'http://10.0.0.1/', 303, true],
  ['to its own encryption', 'http://halext.example.org/api', 'https://halext.example.org/api', 302, false],
  ['to the sign-in of the same house', 'http://halext.example.org/', 'https://auth.example.org/', 302, false],
  ['for ever: it has moved', 'http://halext.example.org/', 'https://halext.elsewhere.example/', 301, false],
  ['for ever, as a POST', 'http://halext.example.org/', 'https://halext.elsewhere.example/', 308, false],
  ['encrypted: nobody stands between', 'https://halext.example.org/', 'https://login.hotel.example/', 302, false],
])('a redirect %s', (_name, from, to, status, expected) => {
  const pages = createSignInPages();
  pages.observe(redirect(from, to, status));
  expect(pages.ledAway(new URL(from).origin)).toBe(expected);
  expect(pages.ledAway('http://other.example.org')).toBe(false);
});

test('the last redirect counts', () => {
  const pages = createSignInPages();
  const from = 'http://halext.example.org/';
  pages.observe(redirect(from, 'http://login.hotel.example/'));
  pages.observe(redirect(from, 'http://halext.example.org/api/'));
  expect(pages.ledAway('http://halext.example.org')).toBe(false);
});
