import { useMemo } from 'react';
import type { ReadSecret } from './header-form.ts';

export interface SecretInputs {
  /** For the `ref` of the input that holds a secret. */
  readonly refOf: (field: string) => (input: HTMLInputElement | null) => void;
  /** What stands in a field now; empty where there is no such field. */
  readonly read: ReadSecret;
  /** Puts a text into a field that is there. */
  readonly fill: (field: string, text: string) => void;
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
      fill(field, text) {
        const input = inputs.get(field);
        if (input) input.value = text;
      },
      clear() {
        for (const input of inputs.values()) input.value = '';
      },
    };
  }, []);
}

let pasted = '';

/** The key of a configuration, on its way from where it was pasted to the field of the form that opens next. */
export function holdPastedKey(key: string): void {
  pasted = key;
}

/** Gives it away once. */
export function takePastedKey(): string {
  const key = pasted;
  pasted = '';
  return key;
}
