import type { AppError, ProbeResult, Result } from '../../preload/contract.ts';

/** What is known about the address being typed. */
export type ProbeState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'checking'; readonly address: string }
  | { readonly kind: 'answered'; readonly address: string; readonly result: ProbeResult }
  | { readonly kind: 'failed'; readonly address: string; readonly error: AppError };

export interface ProberParts {
  readonly probe: (address: string) => Promise<Result<ProbeResult>>;
  /** Calls once after so many milliseconds; the returned function cancels it. */
  readonly after: (ms: number, fn: () => void) => () => void;
  readonly changed: (state: ProbeState) => void;
}

export interface Prober {
  /** The text of the field, at every change. */
  typed(text: string): void;
  /** Asks now: the person has left the field, pressed a button, or the network is back. */
  now(): void;
  stop(): void;
}

/** A pause in typing that long means the address is meant. */
const PAUSE_MS = 500;
/** How often it looks again while there is no network. */
const OFFLINE_MS = 5_000;

/**
 * Asks whether a Halext server answers at the address, after a pause in typing. Answers about an address that has
 * changed meanwhile are dropped. Without a network it looks again by itself.
 */
export function createProber({ probe, after, changed }: ProberParts): Prober {
  let address = '';
  let asked = 0;
  let cancel = () => {};

  async function ask(): Promise<void> {
    cancel();
    asked += 1;
    if (address === '') return;
    const ticket = asked;
    const result = await probe(address);
    if (ticket !== asked) return;
    if (result.ok) {
      changed({ kind: 'answered', address, result: result.value });
      return;
    }
    changed({ kind: 'failed', address, error: result.error });
    if (result.error.kind === 'offline') cancel = after(OFFLINE_MS, () => void ask());
  }

  return {
    typed(text) {
      const next = text.trim();
      if (next === address) return;
      address = next;
      asked += 1;
      cancel();
      changed(next === '' ? { kind: 'empty' } : { kind: 'checking', address });
      if (next !== '') cancel = after(PAUSE_MS, () => void ask());
    },
    now() {
      void ask();
    },
    stop() {
      asked += 1;
      cancel();
    },
  };
}

/** The address without its port, or `null` when it names none. */
export function withoutPort(address: string): string | null {
  const match = /^((?:[a-z]+:\/\/)?(?:\[[^\]]*\]|[^/:[\]]+)):\d+(\/.*)?$/i.exec(address.trim());
  return match ? `${match[1]}${match[2] ?? ''}` : null;
}

/** The port an address names, or `null`. */
export function portOf(address: string): string | null {
  return /^(?:[a-z]+:\/\/)?(?:\[[^\]]*\]|[^/:[\]]+):(\d+)(?:\/|$)/i.exec(address.trim())?.[1] ?? null;
}
