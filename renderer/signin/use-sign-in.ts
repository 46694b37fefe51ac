import { useState } from 'react';
import type { AppError, Result, SessionState } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';

export interface SignInAttempt {
  readonly busy: boolean;
  readonly error: AppError | null;
  /** Runs one attempt; answers whether somebody is signed in now. */
  readonly attempt: (ask: () => Promise<Result<SessionState>>) => Promise<boolean>;
  readonly clearError: () => void;
}

/** One attempt at a time; the session it opens is shown at once. */
export function useSignIn(): SignInAttempt {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  return {
    busy,
    error,
    clearError: () => setError(null),
    async attempt(ask) {
      setBusy(true);
      setError(null);
      const reply = await ask();
      setBusy(false);
      if (!reply.ok) {
        setError(reply.error);
        return false;
      }
      useApp.setState({ session: reply.value });
      return reply.value.kind === 'signedIn';
    },
  };
}
