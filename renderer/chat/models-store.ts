import { create } from 'zustand';
import type { AppError, ModelList } from '../../preload/contract.ts';
import { call, on } from '../ui/bridge.ts';

interface ModelsStore {
  readonly list: ModelList | null;
  readonly loading: boolean;
  readonly error: AppError | null;
}

/** The models the server offers. Its listing has side effects, so it is asked for only when a person wants to choose. */
export const useModels = create<ModelsStore>(() => ({ list: null, loading: false, error: null }));

/** Follows the topic until the returned function is called; another account starts without a list. */
export function followModels(): () => void {
  useModels.setState({ list: null, loading: false, error: null });
  return on('models', (list) => useModels.setState({ list, error: null }));
}

/** Gets the list main keeps, or with `refresh` a new one from the server. */
export async function loadModels(refresh: boolean): Promise<void> {
  if (useModels.getState().loading) return;
  useModels.setState({ loading: true });
  const result = await call('models.list', { refresh });
  useModels.setState(
    result.ok ? { list: result.value, loading: false, error: null } : { loading: false, error: result.error },
  );
}
