import { expect, test } from 'vitest';
import { createNotices } from '../../../main/notices.ts';
import type { Notice } from '../../../preload/contract.ts';

const broken = (reason: 'locked' | 'noService'): Notice => ({
  id: 'keychain',
  kind: 'keychain',
  status: { kind: 'unavailable', reason },
});

test('the same notice twice is one, and a changed one replaces it', () => {
  const seen: number[] = [];
  const notices = createNotices((list) => seen.push(list.length));
  notices.set(broken('locked'));
  notices.set(broken('locked'));
  notices.set(broken('noService'));
  expect(notices.list()).toEqual([broken('noService')]);
  expect(seen).toEqual([1, 1]);
});

test('a dismissed notice stays away until it says something else', () => {
  const notices = createNotices(() => {});
  notices.set(broken('locked'));
  notices.dismiss('keychain');
  notices.set(broken('locked'));
  expect(notices.list()).toEqual([]);
  notices.set(broken('noService'));
  expect(notices.list()).toHaveLength(1);
});

test('what is no longer true goes, and may come back', () => {
  const notices = createNotices(() => {});
  notices.set(broken('locked'));
  notices.dismiss('keychain');
  notices.clear('keychain');
  notices.set(broken('locked'));
  expect(notices.list()).toHaveLength(1);
});
