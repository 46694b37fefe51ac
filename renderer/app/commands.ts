import { useEffect } from 'react';
import type { KeyAction } from './keys.ts';

type Handler = () => void;

/** What each action means, the meaning given last at the end: a dialog may take one over while it is open. */
const handlers = new Map<KeyAction, readonly Handler[]>();

/** Gives an action its meaning while the component is mounted. `null` means it cannot be done now. */
export function useCommand(action: KeyAction, handler: Handler | null): void {
  useEffect(() => (handler ? takeCommand(action, handler) : undefined), [action, handler]);
}

/** Gives an action a meaning until the returned function is called; then it means what it did before. */
export function takeCommand(action: KeyAction, handler: Handler): () => void {
  handlers.set(action, [...meanings(action), handler]);
  return () => handlers.set(action, without(meanings(action), handler));
}

/** Does what the action means now; answers whether it meant anything. */
export function runCommand(action: KeyAction): boolean {
  const handler = meanings(action).at(-1);
  handler?.();
  return handler !== undefined;
}

function meanings(action: KeyAction): readonly Handler[] {
  return handlers.get(action) ?? [];
}

/** Without the last of them that is this one: two components may have given the same. */
function without(all: readonly Handler[], handler: Handler): readonly Handler[] {
  const at = all.lastIndexOf(handler);
  return all.filter((_, place) => place !== at);
}
