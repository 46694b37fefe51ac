import { networkInterfaces } from 'node:os';
import type { Clock } from '../clock.ts';

/** Nobody tells a program of a VPN that comes or goes: Chromium's `online` speaks of there being any network at all. */
const LOOK_MS = 5_000;
/** A change comes in several steps, and every window tells of it. */
const TOGETHER_MS = 2_000;

/** Tells once when the network of this computer has become another one. */
export interface NetworkChanges {
  /** Somebody has noticed that the network is back. */
  readonly noticed: () => void;
  readonly close: () => void;
}

export interface NetworkChangesDeps {
  readonly clock: Clock;
  /** What the addresses of this computer are, in any words: others are another network. */
  readonly addresses: () => string;
  readonly changed: () => void;
}

/** At once for the first sign of a change, and once more for all that follow within two seconds. */
export function watchNetwork({ clock, addresses, changed }: NetworkChangesDeps): NetworkChanges {
  let known = addresses();
  let quiet: (() => void) | null = null;
  let more = false;

  function noticed(): void {
    if (quiet !== null) {
      more = true;
      return;
    }
    quiet = clock.after(TOGETHER_MS, () => {
      quiet = null;
      if (!more) return;
      more = false;
      noticed();
    });
    changed();
  }

  function look(): void {
    const now = addresses();
    if (now !== known) noticed();
    known = now;
    stop = clock.after(LOOK_MS, look);
  }
  let stop = clock.after(LOOK_MS, look);

  return {
    noticed,
    close() {
      stop();
      quiet?.();
    },
  };
}

/** The addresses that lead out of this computer, by interface. Those that change by themselves for privacy count too. */
export function systemAddresses(): string {
  return Object.entries(networkInterfaces())
    .flatMap(([name, all]) => (all ?? []).map(({ address, internal }) => (internal ? '' : `${name} ${address}`)))
    .filter((each) => each !== '' && !/ (?:fe80:|169\.254\.)/i.test(each))
    .toSorted()
    .join('\n');
}
