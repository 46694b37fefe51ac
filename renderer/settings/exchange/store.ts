import { create } from 'zustand';
import type { AppError, CommandName, ImportState } from '../../../preload/contract.ts';
import { call, on } from '../../ui/bridge.ts';

interface ExchangeStore {
  readonly importing: ImportState;
  /** Why the last wish could not be met. */
  readonly error: AppError | null;
}

export const useExchange = create<ExchangeStore>(() => ({ importing: { kind: 'idle' }, error: null }));

/** Asks how far an import is and follows it until the returned function is called. */
export function followImport(): () => void {
  let told = false;
  const stop = on('importing', (importing) => {
    told = true;
    useExchange.setState({ importing });
  });
  void call('exchange.get', null).then((result) => {
    // What was told meanwhile is newer than the answer.
    if (result.ok && !told) useExchange.setState({ importing: result.value });
  });
  return stop;
}

type Wish = Extract<CommandName, 'exchange.import' | 'exchange.cancel' | 'exchange.dismiss'>;

export async function wish(command: Wish): Promise<void> {
  const result = await call(command, null);
  useExchange.setState({ error: result.ok ? null : result.error });
}
