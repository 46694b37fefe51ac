import { useEffect } from 'react';
import type { KeyAction } from './keys.ts';

const handlers = new Map<KeyAction, () => void>();

/** Gives an action its meaning while the component is mounted. `null` means it cannot be done now. */
export function useCommand(action: KeyAction, handler: (() => void) | null): void {
  useEffect(() => {
    if (!handler) return;
    handlers.set(action, handler);
    return () => {
      if (handlers.get(action) === handler) handlers.delete(action);
    };
  }, [action, handler]);
}

/** Does what the action means now; answers whether it meant anything. */
export function runCommand(action: KeyAction): boolean {
  const handler = handlers.get(action);
  handler?.();
  return handler !== undefined;
}
