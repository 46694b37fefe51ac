import type { HotkeyProof } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';

/** How long a person has for the press that is asked for. */
const PRESS_MS = 30_000;

/** Whether a press has been seen since the keys were set. */
export interface Proof {
  state(): HotkeyProof;
  /** Waits for a press; it comes, or does not within half a minute. */
  ask(): void;
  /** A press was seen; answers whether it was asked for, and so means nothing else. */
  pressed(): boolean;
  /** The keys are others now, or nobody waits any more. */
  forget(): void;
}

/** `changed` is told whenever `state` says something else. */
export function createProof(clock: Clock, changed: () => void): Proof {
  let state: HotkeyProof = { kind: 'none' };
  let cancel = () => {};

  function become(next: HotkeyProof): void {
    cancel();
    state = next;
    changed();
  }

  return {
    state: () => state,
    ask() {
      become({ kind: 'asked', until: clock.now() + PRESS_MS });
      cancel = clock.after(PRESS_MS, () => become({ kind: 'silent' }));
    },
    pressed() {
      const asked = state.kind === 'asked';
      if (state.kind !== 'proved') become({ kind: 'proved', at: clock.now() });
      return asked;
    },
    forget() {
      if (state.kind !== 'none') become({ kind: 'none' });
    },
  };
}
