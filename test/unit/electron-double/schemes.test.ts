import { expect, test } from 'vitest';
import { addScheme, isInside, originOf, policyToInside, toInside, toOutside } from '../../electron-double/schemes.ts';

addScheme('halext-app');

test.each(['halext-app://ui/index.html', 'halext-app://ui/', 'halext-app://ui/a/b.js?q=1#halext-app://ui/'])(
  '%s goes in and comes out again',
  (address) => {
    const inside = toInside(address);
    expect(new URL(inside).protocol).toBe('https:');
    expect(isInside(inside)).toBe(true);
    expect(toOutside(inside)).toBe(address);
  },
);

test('other addresses are left alone', () => {
  for (const address of ['https://a.example/', 'data:text/html,x', 'about:blank', 'file:///x', 'other-app://ui/']) {
    expect(toInside(address)).toBe(address);
    expect(toOutside(address)).toBe(address);
  }
  expect(isInside('https://ui.halext-app.electron-double.test.evil.example/')).toBe(false);
});

test('a policy that names the scheme names the mapped origin', () => {
  expect(policyToInside("script-src 'self' halext-app://ui; img-src halext-app: data:")).toBe(
    "script-src 'self' https://ui.halext-app.electron-double.test; " +
      'img-src https://halext-app.electron-double.test https://*.halext-app.electron-double.test data:',
  );
});

test('the origin of a frame is that of its scheme and host', () => {
  expect(originOf('halext-app://ui/index.html')).toBe('halext-app://ui');
  expect(originOf('https://a.example:8443/x')).toBe('https://a.example:8443');
  expect(originOf('about:blank')).toBe('null');
});
