import { z } from 'zod';
import { ok, type Result } from '../errors.ts';
import { type KeyValue, writeTo } from './settings.ts';

/** Where a window was, in screen coordinates. The screen may be gone: whoever restores it checks. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

export type WindowName = 'main' | 'quick';

/** What the app remembers by itself, apart from what somebody has set. Nothing secret, nothing that is missed if lost. */
export interface AppState {
  windowBounds(window: WindowName): WindowBounds | null;
  setWindowBounds(window: WindowName, bounds: WindowBounds): Result<null>;
  /** Id of the account in use. */
  activeAccount(): number | null;
  setActiveAccount(id: number | null): Result<null>;
  /** Hosts somebody has confirmed for the Open WebUI of a server. */
  confirmedHosts: {
    has(server: string, host: string): boolean;
    add(server: string, host: string): Result<null>;
  };
  /** Where questions may go after a source nearby did not answer: from its id, to an id and a host. */
  crossings: {
    has(from: string, to: string): boolean;
    add(from: string, to: string): Result<null>;
  };
  /** When it was last found that there is no newer version of the program; `null` when never. */
  updateCheckedAt(): number | null;
  setUpdateCheckedAt(at: number): Result<null>;
}

const coordinate = z.int().min(-100_000).max(100_000);
const extent = z.int().min(100).max(100_000);
const bounds = z
  .object({ x: coordinate, y: coordinate, width: extent, height: extent, maximized: z.boolean().catch(false) })
  .nullable()
  .catch(null);

const schema = z
  .object({
    windows: z.object({ main: bounds, quick: bounds }).catch({ main: null, quick: null }),
    // 0 is the account of what is kept here.
    activeAccount: z.int().nonnegative().nullable().catch(null),
    confirmedHosts: z.record(z.string(), z.array(z.string())).catch({}),
    crossings: z.record(z.string(), z.array(z.string())).catch({}),
    updateCheckedAt: z.int().nonnegative().nullable().catch(null),
  })
  .catch({
    windows: { main: null, quick: null },
    activeAccount: null,
    confirmedHosts: {},
    crossings: {},
    updateCheckedAt: null,
  });

/** Errors are `storage`: what could not be written holds for this run. */
export function createAppState(backend: KeyValue): AppState {
  let state = schema.parse(backend.read());
  const change = (next: typeof state): Result<null> => {
    state = next;
    return writeTo(backend, state);
  };
  /** What somebody has said yes to, a list for each name. */
  const yeses = (field: 'confirmedHosts' | 'crossings') => {
    const listOf = (name: string) => (Object.hasOwn(state[field], name) ? state[field][name] : null) ?? [];
    return {
      has: (name: string, value: string) => listOf(name).includes(value),
      add(name: string, value: string): Result<null> {
        const known = listOf(name);
        if (known.includes(value)) return ok(null);
        return change({ ...state, [field]: { ...state[field], [name]: [...known, value] } });
      },
    };
  };

  return {
    windowBounds: (window) => state.windows[window],
    setWindowBounds: (window, value) => change({ ...state, windows: { ...state.windows, [window]: value } }),
    activeAccount: () => state.activeAccount,
    setActiveAccount: (activeAccount) => change({ ...state, activeAccount }),
    confirmedHosts: yeses('confirmedHosts'),
    crossings: yeses('crossings'),
    updateCheckedAt: () => state.updateCheckedAt,
    setUpdateCheckedAt: (updateCheckedAt) => change({ ...state, updateCheckedAt }),
  };
}
