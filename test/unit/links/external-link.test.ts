import { expect, test } from 'vitest';
import { externalAddress } from '../../../main/external-link.ts';

test.each([
  ['https://example.org/a b', 'https://example.org/a%20b'],
  ['HTTP://Example.org', 'http://example.org/'],
  ['mailto:ada@example.org?subject=x', 'mailto:ada@example.org?subject=x'],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['data:text/html,<script>', null],
  ['vbscript:x', null],
  ['smb://server/share', null],
  ['halext://toggle', null],
  ['https://user:secret@example.org/', null],
  ['//example.org', null],
  [`https://example.org/${'x'.repeat(9_000)}`, null],
])('%.60s', (link, address) => {
  expect(externalAddress(link)).toBe(address);
});
