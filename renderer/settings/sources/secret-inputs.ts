import { useMemo } from 'react';
import type { ReadSecret } from './form.ts';

export interface SecretInputs {
  /** For the `ref` of the input that holds a secret. */
  readonly refOf: (field: string) => (input: HTMLInputElement | null) => void;
  /** What stands in a field now; empty where there is no such field. */
  readonly read: ReadSecret;
  /** Empties them all: once used, a secret stays nowhere in the window. */
  readonly clear: () => void;
}

/** The secret fields of one form. Their text lives in the elements only, never in the state of the page. */
export function useSecretInputs(): SecretInputs {
  return useMemo(() => {
    const inputs = new Map<string, HTMLInputElement>();
    return {
      refOf: (field) => (input) => {
        if (input) inputs.set(field, input);
        else inputs.delete(field);
      },
      read: (field) => inputs.get(field)?.value ?? '',
      clear() {
        for (const input of inputs.values()) input.value = '';
      },
    };
  }, []);
}
