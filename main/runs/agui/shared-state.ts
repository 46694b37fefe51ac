import type { JsonPatch } from '@ag-ui/core';
import type { SharedState } from '../../../preload/contract.ts';
import { prettyJson } from './json.ts';
import { applyPatch, pointerOf, touched } from './patch.ts';

const LONGEST_JSON = 200_000;
/** How far a snapshot is compared with the state before it, and how many places are told. */
const COMPARED = 5_000;
const TOLD = 100;

/** The state an agent shares. It is drawn for people only when somebody asks, not at every delta. */
export interface StateKeeper {
  readonly value: unknown;
  readonly inSync: boolean;
  snapshot(value: unknown): void;
  /** Answers what was wrong; the state stays as it was then, and out of step until the next snapshot. */
  patch(delta: JsonPatch): string | null;
  /** What has to be told since the last time; `null` when nothing. */
  take(): SharedState | null;
}

/** `known`: there is a state already, to be told of at the next change only. */
export function createStateKeeper(initial: unknown, inSyncAtFirst = true): StateKeeper {
  let value = initial;
  let inSync = inSyncAtFirst;
  /** Since the last `take`. */
  let changed: Set<string> | null = null;

  const note = (pointers: readonly string[]) => {
    changed ??= new Set();
    for (const pointer of pointers) if (changed.size < TOLD) changed.add(pointer);
  };

  return {
    get value() {
      return value;
    },
    get inSync() {
      return inSync;
    },
    snapshot(next) {
      note(differences(value, next));
      value = next;
      inSync = true;
    },
    patch(delta) {
      const patched = applyPatch(value ?? {}, delta);
      if (patched.ok) {
        value = patched.value;
        note(touched(value, delta));
        return null;
      }
      inSync = false;
      note([]);
      return patched.error.message;
    },
    take() {
      if (changed === null) return null;
      const told = { ...prettyJson(value, LONGEST_JSON), changed: [...changed], inSync };
      changed = null;
      return told;
    },
  };
}

/** JSON pointers of where two values differ, as deep as a bounded look can tell; what is gone counts for its container. */
export function differences(before: unknown, after: unknown): string[] {
  const found: string[] = [];
  let left = COMPARED;

  function compare(one: unknown, other: unknown, path: readonly string[]): void {
    if (Object.is(one, other) || found.length >= TOLD) return;
    left -= 1;
    const bothOpen = isContainer(one) && isContainer(other) && Array.isArray(one) === Array.isArray(other);
    if (!bothOpen || left < 0) {
      found.push(pointerOf(path));
      return;
    }
    for (const [key, child] of Object.entries(other)) {
      if (Object.hasOwn(one, key)) compare(one[key], child, [...path, key]);
      else found.push(pointerOf([...path, key]));
    }
    if (Object.keys(one).some((key) => !Object.hasOwn(other, key))) found.push(pointerOf(path));
  }

  compare(before, after, []);
  return [...new Set(found)].slice(0, TOLD);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
