import { create } from 'zustand';
import type { AppError, SourceModels } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';

/** What a window knows of one gateway's models. */
export interface ModelsOf {
  readonly list: SourceModels | null;
  readonly loading: boolean;
  readonly error: AppError | null;
}

const UNASKED: ModelsOf = { list: null, loading: false, error: null };

/** The models of gateways by source id, asked for when somebody wants to choose. */
export const useSourceModels = create<Readonly<Record<string, ModelsOf>>>(() => ({}));

/** For the selector: always the same object for a source nobody has asked about. */
export function modelsOf(all: Readonly<Record<string, ModelsOf>>, id: string): ModelsOf {
  return all[id] ?? UNASKED;
}

/** Gets the list main keeps, or with `refresh` a new one from the gateway. A failure leaves the list that is there. */
export async function loadSourceModels(id: string, refresh: boolean): Promise<void> {
  const before = modelsOf(useSourceModels.getState(), id);
  if (before.loading) return;
  useSourceModels.setState({ [id]: { ...before, loading: true } });
  const result = await call('sources.models', { id, refresh });
  const now: ModelsOf = result.ok
    ? { list: result.value, loading: false, error: null }
    : { list: before.list, loading: false, error: result.error };
  useSourceModels.setState({ [id]: now });
}
