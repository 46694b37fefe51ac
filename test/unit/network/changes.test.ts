import { expect, test } from 'vitest';
import { systemAddresses, watchNetwork } from '../../../main/network/changes.ts';
import { manualClock } from '../accounts/manual-clock.ts';

function watched() {
  const { clock, advance } = manualClock();
  let addresses = 'wlan0 10.0.0.2';
  let told = 0;
  const changes = watchNetwork({
    clock,
    addresses: () => addresses,
    changed: () => {
      told += 1;
    },
  });
  return {
    advance,
    changes,
    told: () => told,
    become(next: string) {
      addresses = next;
    },
  };
}

test('a VPN that comes and one that goes are each told once', async () => {
  const { advance, told, become } = watched();
  await advance(60_000);
  expect(told()).toBe(0);
  become('wlan0 10.0.0.2\ntun0 10.8.0.6');
  await advance(60_000);
  expect(told()).toBe(1);
  become('wlan0 10.0.0.2');
  await advance(60_000);
  expect(told()).toBe(2);
});

test('what several windows notice at once is told at once, and once more for all that follows', async () => {
  const { advance, changes, told } = watched();
  changes.noticed();
  expect(told()).toBe(1);
  for (let window = 0; window < 20; window += 1) changes.noticed();
  expect(told()).toBe(1);
  await advance(2_000);
  expect(told()).toBe(2);
  await advance(60_000);
  expect(told()).toBe(2);
});

test('after it is closed nothing is told any more', async () => {
  const { advance, changes, told, become } = watched();
  changes.noticed();
  changes.noticed();
  changes.close();
  become('eth0 192.0.2.1');
  await advance(60_000);
  expect(told()).toBe(1);
});

test('the addresses of this computer stay the same while nothing changes, and its own alone are none', () => {
  expect(systemAddresses()).toBe(systemAddresses());
  expect(systemAddresses()).not.toMatch(/127\.0\.0\.1|::1$/m);
});
