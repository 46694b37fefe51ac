import { create } from 'zustand';
import type { AppError, CommandName, RequestOf, UpdateOffer, UpdateState, Updates } from '../../preload/contract.ts';
import { call, on } from '../ui/bridge.ts';

interface UpdatesStore {
  /** `null` until main has answered. */
  readonly updates: Updates | null;
  /** Why the last wish could not be passed on. */
  readonly error: AppError | null;
  /** The version that is ready and was put off until the program is started again. */
  readonly later: string | null;
}

export const useUpdates = create<UpdatesStore>(() => ({ updates: null, error: null, later: null }));

/** Asks how far an update is and follows it until the returned function is called. */
export function followUpdates(): () => void {
  let told = false;
  let following = true;
  const stop = on('updates', (updates) => {
    told = true;
    useUpdates.setState({ updates });
  });
  void call('updates.get', null).then((result) => {
    // What was told meanwhile is newer than the answer.
    if (told || !following) return;
    useUpdates.setState(result.ok ? { updates: result.value, error: null } : { error: result.error });
  });
  return () => {
    following = false;
    stop();
  };
}

/** Passes a wish on; topic `updates` tells what comes of it. */
export async function wish<C extends Extract<CommandName, `updates.${string}`>>(
  command: C,
  request: RequestOf<C>,
): Promise<void> {
  const result = await call(command, request);
  useUpdates.setState({ error: result.ok ? null : result.error });
}

/** The newer version there is, however far it is; `null` when none is known. */
export function offerOf(state: UpdateState): UpdateOffer | null {
  return 'offer' in state ? state.offer : null;
}
