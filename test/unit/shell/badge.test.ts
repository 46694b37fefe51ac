import { expect, test } from 'vitest';
import { createBadge } from '../../../main/shell/badge.ts';

function badge(platform: NodeJS.Platform) {
  const calls: unknown[] = [];
  let dark = false;
  const view = createBadge({
    platform,
    setCount: (count) => calls.push(count),
    setOverlay: (image, description) => calls.push([image, description]),
    loadImage: (path) => path.replaceAll('\\', '/') as never,
    icons: '/icons',
    onDark: () => dark,
  });
  return {
    calls,
    ...view,
    goDark: () => {
      dark = true;
    },
  };
}

test.each(['darwin', 'linux'] as const)('on %s the number is set when it changes, and taken away', (platform) => {
  const { calls, render } = badge(platform);
  render(0, '');
  render(2, '2 things');
  render(2, '2 things');
  render(0, '0 things');
  expect(calls).toEqual([2, 0]);
});

test('on Windows a picture with words lies over the taskbar button', () => {
  const { calls, render, goDark } = badge('win32');
  render(1, '1 thing waits for you');
  render(1, '1 thing waits for you');
  render(1, 'Un élément vous attend');
  goDark();
  render(1, 'Un élément vous attend');
  render(0, '0 things');
  expect(calls).toEqual([
    ['/icons/badge-on-light.png', '1 thing waits for you'],
    ['/icons/badge-on-light.png', 'Un élément vous attend'],
    ['/icons/badge-on-dark.png', 'Un élément vous attend'],
    [null, ''],
  ]);
});
